package dev.forebay.sns;

import java.util.function.Consumer;

/**
 * Entries by a range of numbers: a balanced search tree (AVL) by lower and upper bound, of which each node knows the highest
 * upper bound below it. Finds the ranges around a number in the logarithm of how many there are, times those found.
 */
final class FilterRanges<S> {
    private Node<S> root;
    private int size;

    void add(FilterCondition.Range range, FilterEntry<S> entry) {
        root = add(root, range, entry);
        size++;
    }

    void remove(FilterCondition.Range range, FilterEntry<S> entry) {
        root = remove(root, range, entry);
        size--;
    }

    /** How many entries there are; one that has several ranges counts as often. */
    int size() {
        return size;
    }

    void visit(long number, Consumer<FilterHits<S>> visitor) {
        visit(root, number, visitor);
    }

    private static <S> void visit(Node<S> node, long number, Consumer<FilterHits<S>> visitor) {
        if (node == null || node.highest < number) {
            return;
        }
        visit(node.left, number, visitor);
        if (node.range.low() <= number) {
            if (number <= node.range.high()) {
                visitor.accept(node.hits);
            }
            visit(node.right, number, visitor);
        }
    }

    private static <S> Node<S> add(Node<S> node, FilterCondition.Range range, FilterEntry<S> entry) {
        if (node == null) {
            Node<S> leaf = new Node<>(range);
            leaf.hits.add(entry);
            return leaf.updated();
        }
        int order = compare(range, node.range);
        if (order == 0) {
            node.hits.add(entry);
            return node;
        }
        if (order < 0) {
            node.left = add(node.left, range, entry);
        } else {
            node.right = add(node.right, range, entry);
        }
        return node.balanced();
    }

    private static <S> Node<S> remove(Node<S> node, FilterCondition.Range range, FilterEntry<S> entry) {
        if (node == null) {
            return null;
        }
        int order = compare(range, node.range);
        if (order < 0) {
            node.left = remove(node.left, range, entry);
        } else if (order > 0) {
            node.right = remove(node.right, range, entry);
        } else {
            node.hits.remove(entry);
            return node.hits.isEmpty() ? without(node) : node;
        }
        return node.balanced();
    }

    /** What is left of a subtree when its root is taken out. */
    private static <S> Node<S> without(Node<S> node) {
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Node<S> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        next.right = withoutFirst(node.right);
        next.left = node.left;
        return next.balanced();
    }

    private static <S> Node<S> withoutFirst(Node<S> node) {
        if (node.left == null) {
            return node.right;
        }
        node.left = withoutFirst(node.left);
        return node.balanced();
    }

    private static int compare(FilterCondition.Range one, FilterCondition.Range other) {
        int order = Long.compare(one.low(), other.low());
        return order != 0 ? order : Long.compare(one.high(), other.high());
    }

    private static final class Node<S> {
        private final FilterCondition.Range range;
        private final FilterHits<S> hits = new FilterHits<>();
        private Node<S> left;
        private Node<S> right;
        private int height;
        private long highest;

        private Node(FilterCondition.Range range) {
            this.range = range;
        }

        private static int height(Node<?> node) {
            return node == null ? 0 : node.height;
        }

        private Node<S> updated() {
            height = 1 + Math.max(height(left), height(right));
            highest = range.high();
            if (left != null) {
                highest = Math.max(highest, left.highest);
            }
            if (right != null) {
                highest = Math.max(highest, right.highest);
            }
            return this;
        }

        /** The node that is at the top after rotations, if any were needed. */
        private Node<S> balanced() {
            int lean = height(left) - height(right);
            if (lean > 1) {
                if (height(left.left) < height(left.right)) {
                    left = left.turnedLeft();
                }
                return turnedRight();
            }
            if (lean < -1) {
                if (height(right.right) < height(right.left)) {
                    right = right.turnedRight();
                }
                return turnedLeft();
            }
            return updated();
        }

        private Node<S> turnedRight() {
            Node<S> top = left;
            left = top.right;
            top.right = updated();
            return top.updated();
        }

        private Node<S> turnedLeft() {
            Node<S> top = right;
            right = top.left;
            top.left = updated();
            return top.updated();
        }
    }
}
