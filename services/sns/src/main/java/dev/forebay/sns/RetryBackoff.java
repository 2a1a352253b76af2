package dev.forebay.sns;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the delays of the backoff phase grow from the least to the greatest.
 *
 * <p>AWS shows a drawing and gives no formulas. These are ours, after the functions' names and in the drawing's order.
 */
enum RetryBackoff {
    /** By the same amount each time. */
    LINEAR {
        @Override
        double delay(double least, double greatest, double i, double last) {
            return least + (greatest - least) * i / last;
        }
    },
    /** By an amount that itself grows by the same amount each time. */
    ARITHMETIC {
        @Override
        double delay(double least, double greatest, double i, double last) {
            return least + (greatest - least) * i * (i + 1) / (last * (last + 1));
        }
    },
    /** By the same factor each time. */
    GEOMETRIC {
        @Override
        double delay(double least, double greatest, double i, double last) {
            return least * Math.pow(greatest / least, i / last);
        }
    },
    /** By an amount that doubles each time. */
    EXPONENTIAL {
        @Override
        double delay(double least, double greatest, double i, double last) {
            return least + (greatest - least) * (Math.pow(2, i) - 1) / (Math.pow(2, last) - 1);
        }
    };

    /** AWS's name. */
    final String aws = name().toLowerCase(Locale.ROOT);

    static Optional<RetryBackoff> named(String name) {
        return Arrays.stream(values()).filter(function -> function.aws.equals(name)).findFirst();
    }

    /**
     * The delay before one retry of the phase, in seconds.
     *
     * @param i    which retry: 0 is delayed least
     * @param last the one that is delayed most; at least 1
     */
    abstract double delay(double least, double greatest, double i, double last);
}
