package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final AccountId ACCOUNT = AccountId.DEFAULT;
    private static final Region REGION = Region.DEFAULT;

    private final Directory<String> directory = new Directory<>();

    @Test
    void thingsAreFoundByNameInTheirAccountAndRegion() {
        directory.put(ACCOUNT, REGION, "b", "B");
        directory.put(ACCOUNT, REGION, "a", "A");
        directory.put(ACCOUNT, new Region("eu-west-1"), "c", "C");

        assertThat(directory.in(ACCOUNT, REGION).values()).containsExactly("A", "B");
        assertThat(directory.after(ACCOUNT, REGION, "a")).containsExactly("B");
        assertThat(directory.in(new AccountId("111111111111"), REGION)).isEmpty();
    }

    @Test
    void whatIsRemovedIsGone() {
        directory.put(ACCOUNT, REGION, "a", "A");
        directory.remove(ACCOUNT, REGION, "a");
        directory.remove(new AccountId("111111111111"), REGION, "never there");

        assertThat(directory.in(ACCOUNT, REGION)).isEmpty();
        assertThat(directory.after(ACCOUNT, REGION, "")).isEmpty();
    }
}
