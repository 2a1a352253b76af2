package dev.forebay.server;

import java.math.BigDecimal;

/**
 * An order, as it travels: {@code order 17 amount 12.50}.
 *
 * @param number which one; the database's primary key
 * @param amount as the shop wrote it
 */
record DemoOrder(int number, String amount) {

    /** The order of this number; a faulty one has its amount written as in much of Europe. */
    static DemoOrder of(int number, boolean faulty) {
        return new DemoOrder(number, faulty ? "12,50" : "12.50");
    }

    static DemoOrder parse(String body) {
        String[] words = body.split(" ");
        return new DemoOrder(Integer.parseInt(words[1]), words[3]);
    }

    String body() {
        return "order " + number + " amount " + amount;
    }

    /**
     * What the amount is.
     *
     * @param fixed whether the bug is fixed, so that a comma will do
     * @throws NumberFormatException while it is not, on a comma
     */
    BigDecimal parsedAmount(boolean fixed) {
        return new BigDecimal(fixed ? amount.replace(',', '.') : amount);
    }
}
