import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'runs', 'corpora', 'device/build'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'mocha', name: ['describe', 'it'] }] },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Indices into tables of known length: `!` says so more plainly than a cast.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Every draw comes from src/rhythm/random.ts, so that a seed fixes the result.',
        },
      ],
    },
  },
  {
    // Rooms without a host: a page in a browser can stand on them (test/architecture/rooms.ts holds their imports).
    files: [
      'src/{rhythm,midi,model,report,gan,engine}/**/*.ts',
      'src/device/{protocol,controls,notes,state}/**/*.ts',
    ],
    rules: { 'no-restricted-globals': ['error', 'process', 'Buffer', 'require', '__dirname', '__filename'] },
  },
);
