package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8, 192.0.2.7, 2001:db8::/33, ::1");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true", "10.255.255.255, true", "11.0.0.1, false", "192.0.2.7, true", "192.0.2.8, false",
        "2001:db8::1, true", "2001:db8:7fff::1, true", "2001:db8:8000::1, false", "::1, true", "::2, false", "0.0.0.1, false",
        "::ffff:10.1.2.3, true",
    })
    void anAddressIsTrustedWhenABlockHoldsIt(String address, boolean trusted) throws Exception {
        assertThat(PROXIES.trust(InetAddress.getByName(address))).isEqualTo(trusted);
    }

    @Test
    void nobodyIsTrustedUnlessNamed() throws Exception {
        assertThat(TrustedProxies.NONE.trust(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(TrustedProxies.of("0.0.0.0/0").trust(InetAddress.getByName("203.0.113.9"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "203.0.113.9                             | 203.0.113.9",
        "6.6.6.6, 203.0.113.9                    | 203.0.113.9", // what stands first, the client may have written itself
        "6.6.6.6, 203.0.113.9, 10.1.1.1          | 203.0.113.9",
        "6.6.6.6 ; 203.0.113.9, 10.1.1.1         | 203.0.113.9", // two lines: a proxy that adds its own
        "10.9.9.9, 10.1.1.1                      | 10.9.9.9",
        "203.0.113.9:5000                        | 203.0.113.9",
        "[2001:db9::9]:5000                      | 2001:db9::9",
        "2001:db9::9                             | 2001:db9::9",
        "203.0.113.9, unknown, 10.1.1.1          | 10.1.1.1",
        "localhost                               | 10.0.0.1", // never looked up
        "999.1.1.1                               | 10.0.0.1",
        "[::                                     | 10.0.0.1",
        ",                                       | 10.0.0.1",
        "''                                      | 10.0.0.1",
    })
    void theClientIsTheLastWhoIsNoTrustedProxy(String forwarded, String client) throws Exception {
        InetAddress peer = InetAddress.getByName("10.0.0.1");

        assertThat(PROXIES.client(peer, Arrays.asList(forwarded.split(";")))).isEqualTo(InetAddress.getByName(client));
    }

    @Test
    void absurdlyManyHopsAreNotFollowed() throws Exception {
        InetAddress peer = InetAddress.getByName("10.0.0.1");

        assertThat(PROXIES.client(peer, Arrays.asList("6.6.6.6" + ",10.0.0.2".repeat(5000)))).isEqualTo(InetAddress.getByName("10.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/8,", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "10.0.0", "10.0.0.1/8/8"})
    void whatIsNoAddressIsRefused(String list) {
        assertThatThrownBy(() -> TrustedProxies.of(list)).isInstanceOf(IllegalArgumentException.class);
    }
}
