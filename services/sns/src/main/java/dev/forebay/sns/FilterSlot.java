package dev.forebay.sns;

/**
 * One object or array that is an element of an array in a message, and the slot in which that array sits ({@code null} when it is in no array).
 *
 * <p>Two values are consistent unless they come from different elements of one array: a policy that asks for an order
 * that is paid and large must not be met by two orders, of which one is paid and the other large.
 */
final class FilterSlot {
    /** Stands for the array: the same object for all its elements. */
    final Object array;
    final FilterSlot outer;

    FilterSlot(Object array, FilterSlot outer) {
        this.array = array;
        this.outer = outer;
    }

    static boolean consistent(FilterSlot one, FilterSlot other) {
        for (FilterSlot left = one; left != null; left = left.outer) {
            for (FilterSlot right = other; right != null; right = right.outer) {
                if (left.array == right.array) {
                    return left == right;
                }
            }
        }
        return true;
    }
}
