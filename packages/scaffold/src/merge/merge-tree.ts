import type { Collision, Note } from './collision.ts';
import { type Edit, lineNumber } from './edits.ts';
import { besideEnvFile } from './env-file.ts';
import { besideOther, missingEnvironment } from './environment.ts';
import { inListForm } from './environment-list.ts';
import { commentsAbove, type Place } from './generated-comments.ts';
import { editList } from './list-edits.ts';
import type { NewItem } from './lists.ts';
import { mergedNames, mergeKeyOf } from './merge-keys.ts';
import { newItem, placesOf } from './new-items.ts';
import { addsTo, type Pairs, pairItems } from './pairing.ts';
import { isNode, isNodeList, type NodeList, type SyntaxNode, type Trees, textOf } from './syntax-tree.ts';
import { collisionAt, fits, isUnedited, type NodeVersions, replacement } from './tree-nodes.ts';

/** What a merge changes in `current`. */
export interface TreeMerge {
  readonly edits: readonly Edit[];
  readonly collisions: readonly Collision[];
  /** The text of the items that stay deleted. */
  readonly skipped: readonly string[];
  readonly notes: readonly Note[];
}

/** Applies the difference between `before` and `after` to `current`, statement by statement and member by member. */
export function mergeTrees(trees: Trees): TreeMerge {
  const merge = new Merge(trees);
  merge.nodes(trees.current.root, trees.before.root, trees.after.root);
  return merge;
}

class Merge implements TreeMerge {
  readonly edits: Edit[] = [];
  readonly collisions: Collision[] = [];
  readonly skipped: string[] = [];
  readonly notes: Note[] = [];
  readonly #trees: Trees;

  constructor(trees: Trees) {
    this.#trees = trees;
  }

  nodes(current: SyntaxNode, before: SyntaxNode, after: SyntaxNode): void {
    if (after.key === before.key || after.key === current.key) return;
    const beside = besideOther(this.#trees, [current, before, after]);
    if (beside) {
      this.edits.push(...beside.edits);
      this.notes.push(...beside.notes);
      return;
    }
    const isList = current.type === before.type && current.type === after.type;
    const names = Object.keys({ ...current.parts, ...before.parts, ...after.parts });
    const hasParts = names.some((name) => isNode(current.parts[name]) || isNodeList(current.parts[name]));
    if (isList && hasParts && names.every((name) => fits(name, [current, before, after])))
      for (const name of names) this.#parts(name, current, before, after);
    else if (current.key === before.key) this.edits.push(replacement(this.#trees, current, after));
    else this.collisions.push(collisionAt(this.#trees, current, after));
  }

  #parts(name: string, ...[current, before, after]: NodeVersions): void {
    const [one, old, next] = [current.parts[name], before.parts[name], after.parts[name]];
    if (isNode(one) && isNode(old) && isNode(next))
      this.nodes(...inListForm(this.#trees, current, [one, old, next]));
    else if (isNodeList(one) && isNodeList(old) && isNodeList(next)) this.#lists(one, old.items, next, old);
  }

  #lists(current: NodeList, items: readonly SyntaxNode[], after: NodeList, before?: NodeList): void {
    const [found, wanted] = [pairItems(items, current.items), pairItems(items, after.items)];
    const removed = new Set<number>();
    const restored: NewItem[] = [];
    for (const item of items) {
      const [one, generated] = [found.get(item), wanted.get(item)];
      const { after: next, notes } = besideEnvFile(this.#trees, current, [item, generated]);
      this.notes.push(...notes);
      if (one === undefined) restored.push(...this.#deleted(current, item, next));
      else if (next === undefined || generated === undefined) {
        // Comments alone are no reason to keep an item.
        if (isUnedited(this.#trees, one, item)) removed.add(current.items.indexOf(one));
        else this.collisions.push(collisionAt(this.#trees, one, undefined));
      } else {
        this.nodes(one, item, next);
        if (before) this.#comments([current, one], [before, item], [after, generated]);
      }
    }
    const inserted = [...this.#insertions(current, after, found, wanted), ...restored];
    this.edits.push(
      ...editList({ ...this.#trees.current, unit: this.#trees.unit }, current, { removed, inserted }),
    );
  }

  /** A user deleted an item of the generated list. What the change adds to it may be written without the rest. */
  #deleted(current: NodeList, before: SyntaxNode, after: SyntaxNode | undefined): readonly NewItem[] {
    if (after === undefined || !addsTo(before, after)) return [];
    const merge = mergedNames(this.#trees, current).has(after.identity) ? mergeKeyOf(current) : undefined;
    if (merge) {
      this.collisions.push(collisionAt(this.#trees, merge, after));
      return [];
    }
    const environment = missingEnvironment(this.#trees, current, [before, after]);
    if (environment) return [environment];
    const wanted = textOf(this.#trees.after, after);
    // The line where the list begins, unless that is the whole file.
    const line = current.start === 0 ? undefined : lineNumber(this.#trees.current.text, current.start);
    if (this.#trees.mayStayDeleted(after)) this.skipped.push(wanted);
    else this.collisions.push({ line, found: '', wanted });
    return [];
  }

  /** Writes the items that the change adds at their places. */
  #insertions(current: NodeList, after: NodeList, found: Pairs, wanted: Pairs): NewItem[] {
    const places = placesOf(found, wanted);
    const own = new Set(found.values());
    const generated = new Set(wanted.values());
    const merged = mergedNames(this.#trees, current);
    return after.items.flatMap((item, index) => {
      if (generated.has(item) || merged.has(item.identity)) return [];
      const twin = current.items.find((each) => each.identity === item.identity && !own.has(each));
      if (!twin) return [newItem(this.#trees.after, current, { list: after, index, places })];
      this.#twins(twin, item);
      return [];
    });
  }

  /** The user and the generator added the same item. Lists in it can be merged. */
  #twins(current: SyntaxNode, after: SyntaxNode): void {
    if (current.key === after.key) return;
    const names = Object.keys({ ...current.parts, ...after.parts });
    const isMergeable = names.every((name) => {
      const [one, next] = [current.parts[name], after.parts[name]];
      if (isNode(one) && isNode(next)) return one.key === next.key || one.type === next.type;
      return isNodeList(one) && isNodeList(next) ? true : one === next;
    });
    if (current.type !== after.type || !isMergeable || names.length === 0) {
      this.collisions.push(collisionAt(this.#trees, current, after));
      return;
    }
    for (const name of names) {
      const [one, next] = [current.parts[name], after.parts[name]];
      if (isNode(one) && isNode(next)) this.#twins(one, next);
      else if (isNodeList(one) && isNodeList(next)) this.#lists(one, [], next);
    }
  }

  /** The comments above an item: generated ones are updated, and those that a user wrote or changed stay. */
  #comments(...places: readonly [current: Place, before: Place, after: Place]): void {
    const edit = commentsAbove(this.#trees, places);
    if (edit) this.edits.push(edit);
  }
}
