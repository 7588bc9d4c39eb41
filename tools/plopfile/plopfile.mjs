import { root } from '../dev/environment.mjs';
import { ask, wordsAfter } from './src/ask.mjs';
import { refresh } from './src/commands.mjs';
import { checkRule } from './src/generators/check-rule.mjs';
import { generator } from './src/generators/generator.mjs';
import { overlay } from './src/generators/overlay.mjs';
import { preset } from './src/generators/preset.mjs';
import { write } from './src/plan.mjs';
import { renderer } from './src/render.mjs';
import { repositoryAt } from './src/repository.mjs';

/**
 * What contributors make by `pnpm plop`. CONTRIBUTING.md says when.
 *
 * @param {import('plop').NodePlopAPI} plop
 */
export default function plopfile(plop) {
  const render = renderer(plop);
  const repository = repositoryAt(root);
  for (const { name, description, questions, plan, products, next } of [
    preset,
    checkRule,
    overlay,
    generator,
  ]) {
    plop.setGenerator(name, {
      description,
      // A function, for plop's own list cannot be answered by flags where one answer decides what is asked next.
      prompts: (inquirer) => ask(inquirer, { name, questions: questions(repository) }, wordsAfter(name)),
      actions: (answers = {}) => [
        async () => {
          const paths = write(plan(answers, repository, render), repository);
          await refresh(products);
          return [...paths, ...products.map(({ makes }) => makes)].join('\n     ');
        },
        `Next: ${next(answers)}`,
      ],
    });
  }
}
