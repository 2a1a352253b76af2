package dev.forebay.gateway;

import dev.forebay.identity.Tls;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLSession;

/**
 * A certificate chain with its key: TLS 1.2 and 1.3 by the JDK's engine, with forward secrecy and authenticated encryption
 * only, HTTP/2 offered before HTTP/1.1. Immutable.
 */
record TlsIdentity(X509Certificate[] chain, PrivateKey key) {

    static {
        // A client that asks for handshake after handshake on one connection costs us more than it costs him (CVE-2011-1473). TLS 1.3
        // knows no such thing. The JDK reads this when the first TLS connection of the process is set up.
        if (System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation") == null) {
            System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        }
    }

    /** What new connections are served with. */
    SslContext context(ClientCertificates clients) throws IOException, GeneralSecurityException {
        SslContextBuilder builder = SslContextBuilder.forServer(key, chain)
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .clientAuth(switch (clients.demand()) {
                    case NONE -> ClientAuth.NONE;
                    case WANTED -> ClientAuth.OPTIONAL;
                    case REQUIRED -> ClientAuth.REQUIRE;
                });
        if (clients.authorities().isPresent()) {
            builder.trustManager(PemFiles.certificates(clients.authorities().get()));
        }
        return builder.build();
    }

    /** How a connection is encrypted. */
    static Tls of(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return Tls.NONE;
        }
        SSLSession session = handler.engine().getSession();
        return new Tls(session.getProtocol(), session.getCipherSuite());
    }

    X509Certificate certificate() {
        return chain[0];
    }

    /** SHA-256 of the certificate as {@code openssl x509 -fingerprint -sha256} writes it. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
