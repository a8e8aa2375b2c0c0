/** What the description of the API says about itself. */
export const openApiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Zdravitsa',
    version: '1',
    description: 'Personalised video greetings: a name, an occasion and a few words become a video.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ key: [] }],
  tags: [
    { name: 'Greetings', description: 'One video for one person' },
    { name: 'Files', description: 'What a greeting has become' },
    { name: 'Uploads', description: 'Photos, recordings and clips of your own' },
  ],
};
