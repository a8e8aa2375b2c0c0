/** The types of Node name these values, but leave their functions to the types of browsers. */
declare namespace WebAssembly {
  function compile(program: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: object): Promise<Instance>;
}
