package dev.forebay.gateway;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/** The server's side of TLS: the JDK's engine, HTTP/2 offered before HTTP/1.1. */
final class Certificates {

    private Certificates() {}

    /** The context of a listener; fails when the files cannot be read or do not fit together. */
    static SslContext context(TlsConfig config) throws Exception {
        SslContextBuilder builder = switch (config) {
            case TlsConfig.Files files -> SslContextBuilder.forServer(files.certificates().toFile(), files.key().toFile());
            case TlsConfig.SelfSigned self -> {
                X509Bundle made = selfSigned();
                yield SslContextBuilder.forServer(made.getKeyPair().getPrivate(), made.getCertificatePath());
            }
        };
        return builder.sslProvider(SslProvider.JDK)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    static X509Bundle selfSigned() throws Exception {
        return new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .subject("CN=localhost, O=Forebay, OU=self-signed")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addSanIpAddress("::1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }
}
