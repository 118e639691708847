import fc from 'fast-check';

// The build tries the same cases each time; a developer's run looks for new ones.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_121 });

export default fc;
