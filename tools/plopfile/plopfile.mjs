import { root } from '../dev/environment.mjs';
import { argumentsAfter, ask } from './src/ask.mjs';
import { refresh } from './src/commands.mjs';
import { checkRule } from './src/generators/check-rule.mjs';
import { generator } from './src/generators/generator.mjs';
import { overlay } from './src/generators/overlay.mjs';
import { preset } from './src/generators/preset.mjs';
import { write } from './src/plan.mjs';
import { renderer } from './src/render.mjs';
import { repositoryAt } from './src/repository.mjs';

/**
 * The generators of `npm run plop`. CONTRIBUTING.md describes when to use each.
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
      // A function, because flags cannot answer plop's own list of prompts if one answer determines the next prompt.
      prompts: (inquirer) => ask(inquirer, { name, questions: questions(repository) }, argumentsAfter(name)),
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
