/**
 * The package has types only for the code beneath its module. This is the part that is used:
 * https://github.com/strukturag/libheif/blob/master/libheif/api/libheif/heif_emscripten.h.
 */
declare module 'libheif-js/wasm-bundle.js' {
  export interface Channel {
    width: number;
    height: number;
    /** Distance of two rows, in bytes. */
    stride: number;
    /** Memory of the decoder itself. */
    data: Uint8Array;
  }
  interface HeifError {
    code: unknown;
    message: string;
  }
  const libheif: {
    heif_context_alloc(): object;
    heif_context_read_from_memory(context: object, file: Uint8Array): HeifError;
    heif_js_context_get_primary_image_handle(context: object): object;
    heif_js_decode_image2(
      image: object,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<{ channels?: Channel[]; message?: string }>;
    heif_error_code: { heif_error_Ok: unknown };
    heif_colorspace: { heif_colorspace_RGB: unknown };
    heif_chroma: { heif_chroma_interleaved_RGB: unknown };
  };
  export default libheif;
}
