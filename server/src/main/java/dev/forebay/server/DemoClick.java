package dev.forebay.server;

import java.util.List;

/**
 * A click, as it travels: the visitor is the partition key, the data is {@code click 17 view}.
 *
 * @param number which one, from 1
 */
record DemoClick(int number, String visitor, String action) {
    static final String VIEW = "view";
    static final String CART = "cart";
    static final String BUY = "buy";

    /** By their MD5, fox and heron belong to the lower half of the hash keys, the next four to its third quarter, the rest to the last. */
    private static final List<String> VISITORS = List.of("fox", "heron", "lynx", "hare", "frog", "bison", "otter", "deer", "newt", "mole");

    private static final int BUYS_ONE_IN = 7;

    /** The click of this number: the visitors take turns, and of each seven clicks one is a buy. */
    static DemoClick of(int number) {
        int rest = number % BUYS_ONE_IN;
        return new DemoClick(number, VISITORS.get(number % VISITORS.size()), rest == 0 ? BUY : rest % 3 == 0 ? CART : VIEW);
    }

    static DemoClick parse(String partitionKey, String data) {
        String[] words = data.split(" ");
        return new DemoClick(Integer.parseInt(words[1]), partitionKey, words[2]);
    }

    String data() {
        return "click " + number + " " + action;
    }

    boolean isBuy() {
        return action.equals(BUY);
    }

    /** How many of the first clicks are buys. */
    static int buysOf(int clicks) {
        return clicks / BUYS_ONE_IN;
    }
}
