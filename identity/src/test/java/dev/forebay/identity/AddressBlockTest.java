package dev.forebay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressBlockTest {
    private static final byte[] ADDRESS = {10, 1, (byte) 0x80, 7};

    @Test
    void addressesWithTheSameFirstBitsLieInIt() {
        assertThat(new AddressBlock(ADDRESS, 17).holds(new byte[] {10, 1, (byte) 0xff, 0})).isTrue();
        assertThat(new AddressBlock(ADDRESS, 17).holds(new byte[] {10, 1, 0x7f, 7})).isFalse();
        assertThat(new AddressBlock(ADDRESS, 16).holds(new byte[] {10, 1, 0x7f, 7})).isTrue();
        assertThat(new AddressBlock(ADDRESS, 16).holds(new byte[] {10, 2, (byte) 0x80, 7})).isFalse();
        assertThat(new AddressBlock(ADDRESS, 0).holds(new byte[4])).isTrue();
        assertThat(new AddressBlock(ADDRESS, 32).holds(ADDRESS.clone())).isTrue();
        assertThat(new AddressBlock(ADDRESS, 32).holds(new byte[] {10, 1, (byte) 0x80, 6})).isFalse();
    }

    @Test
    void thoseOfTheOtherKindDoNot() {
        assertThat(new AddressBlock(new byte[4], 0).holds(new byte[16])).isFalse();
        assertThat(new AddressBlock(new byte[16], 0).holds(new byte[4])).isFalse();
    }

    @Test
    void aBlockHasNoMoreBitsThanItsAddress() {
        assertThatThrownBy(() -> new AddressBlock(ADDRESS, 33)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AddressBlock(ADDRESS, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
