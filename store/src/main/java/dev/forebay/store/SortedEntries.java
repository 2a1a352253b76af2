package dev.forebay.store;

import dev.forebay.store.Batch.Change;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * An immutable map in the order of unsigned bytes. A change returns a new map that shares nearly everything with the old
 * one, so a reader that holds a map holds a snapshot.
 *
 * <p>Design note: a treap. Each node's priority is a hash of its key, a parent's is never below its children's; so the
 * shape follows from the keys alone, is balanced in expectation, and a range is cut out by two splits and a merge.
 */
final class SortedEntries {
    static final SortedEntries EMPTY = new SortedEntries(null);

    private final Node root;

    private SortedEntries(Node root) {
        this.root = root;
    }

    SortedEntries with(Batch batch) {
        Node changed = root;
        for (Change change : batch.changes()) {
            changed = switch (change) {
                case Change.Put put -> put(changed, new Node(put.key(), put.value()));
                case Change.PutLatest put -> put(changed, new Node(put.key(), put.value()));
                case Change.Delete delete -> delete(changed, delete.key());
                case Change.DeleteOnce delete -> delete(changed, delete.key());
                case Change.DeleteRange range -> deleteRange(changed, range.from(), range.to());
            };
        }
        return new SortedEntries(changed);
    }

    Optional<byte[]> get(byte[] key) {
        Node node = root;
        while (node != null) {
            int order = Arrays.compareUnsigned(key, node.key);
            if (order == 0) {
                return Optional.of(node.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    Scan scan(byte[] from, byte[] to) {
        return new TreeScan(root, from, to);
    }

    private static Node put(Node node, Node added) {
        if (node == null) {
            return added;
        }
        int order = Arrays.compareUnsigned(added.key, node.key);
        if (order == 0) {
            return new Node(added.key, added.value, node.priority, node.left, node.right);
        }
        if (added.priority > node.priority) {
            Cut cut = cut(node, added.key);
            return new Node(added.key, added.value, added.priority, cut.below, cut.rest);
        }
        return order < 0 ? node.withLeft(put(node.left, added)) : node.withRight(put(node.right, added));
    }

    private static Node delete(Node node, byte[] key) {
        if (node == null) {
            return null;
        }
        int order = Arrays.compareUnsigned(key, node.key);
        if (order == 0) {
            return join(node.left, node.right);
        }
        return order < 0 ? node.withLeft(delete(node.left, key)) : node.withRight(delete(node.right, key));
    }

    private static Node deleteRange(Node node, byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return node;
        }
        return join(cut(node, from).below, cut(node, to).rest);
    }

    /** Splits into the keys below the given one and the rest. */
    private static Cut cut(Node node, byte[] key) {
        if (node == null) {
            return Cut.NOTHING;
        }
        if (Arrays.compareUnsigned(node.key, key) < 0) {
            Cut right = cut(node.right, key);
            return new Cut(node.withRight(right.below), right.rest);
        }
        Cut left = cut(node.left, key);
        return new Cut(left.below, node.withLeft(left.rest));
    }

    /** Every key on the left is below every key on the right. */
    private static Node join(Node left, Node right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.priority >= right.priority
                ? left.withRight(join(left.right, right))
                : right.withLeft(join(left, right.left));
    }

    private record Cut(Node below, Node rest) {
        private static final Cut NOTHING = new Cut(null, null);
    }

    private record Node(byte[] key, byte[] value, int priority, Node left, Node right) {
        Node(byte[] key, byte[] value) {
            this(key, value, mix(Arrays.hashCode(key)), null, null);
        }

        Node withLeft(Node other) {
            return other == left ? this : new Node(key, value, priority, other, right);
        }

        Node withRight(Node other) {
            return other == right ? this : new Node(key, value, priority, left, other);
        }

        /** Keys are often numbered consecutively, and so are their hashes: spreads them (MurmurHash3's finalizer). */
        private static int mix(int hash) {
            int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
            h = (h ^ (h >>> 13)) * 0xc2b2ae35;
            return h ^ (h >>> 16);
        }
    }

    /** Walks a range of one snapshot; what is still to come lies on the stack, the next one on top. */
    private static final class TreeScan implements Scan {
        private final Deque<Node> ahead = new ArrayDeque<>();
        private final byte[] to;
        private Node current;

        private TreeScan(Node root, byte[] from, byte[] to) {
            this.to = to;
            Node node = root;
            while (node != null) {
                boolean inRange = Arrays.compareUnsigned(node.key, from) >= 0;
                if (inRange) {
                    ahead.push(node);
                }
                node = inRange ? node.left : node.right;
            }
        }

        @Override
        public boolean next() {
            current = ahead.poll();
            if (current == null) {
                return false;
            }
            for (Node node = current.right; node != null; node = node.left) {
                ahead.push(node);
            }
            if (Arrays.compareUnsigned(current.key, to) >= 0) {
                close();
            }
            return current != null;
        }

        @Override
        public byte[] key() {
            return onEntry().key;
        }

        @Override
        public byte[] value() {
            return onEntry().value;
        }

        @Override
        public void close() {
            current = null;
            ahead.clear();
        }

        private Node onEntry() {
            if (current == null) {
                throw new IllegalStateException("the scan is not on an entry");
            }
            return current;
        }
    }
}
