package dev.forebay.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS that new connections get. Its files are looked at now and then; when they have changed and will do, connections
 * accepted from then on get what they say, and those that are open keep what they have. Files that will not do change
 * nothing, and it is said loudly, once. Thread-safe.
 */
final class LiveTls {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTls.class);

    /** A certificate that ends sooner is warned of: once a day, and at start. */
    private static final Duration SOON = Duration.ofDays(14);

    private final Optional<TlsConfig.Files> files;
    private final ClientCertificates clients;
    private final InstantSource clock;
    private volatile Loaded loaded;
    private String complaint = "";
    private Instant warned = Instant.MIN;

    private record Loaded(TlsIdentity identity, SslContext context, int mark) {}

    /** Sets up what the configuration says; fails when files cannot be read or do not fit together. */
    LiveTls(TlsConfig config, InstantSource clock) throws IOException, GeneralSecurityException {
        this.clients = config.clients();
        this.clock = clock;
        this.files = files(config.certificate());
        this.loaded = files.isPresent() ? read(files.get()) : made((TlsConfig.SelfSigned) config.certificate());
        warnOfItsEnd();
    }

    private Optional<TlsConfig.Files> files(TlsConfig.Certificate certificate) throws IOException, GeneralSecurityException {
        return switch (certificate) {
            case TlsConfig.Files given -> Optional.of(given);
            case TlsConfig.SelfSigned own when own.kept().isPresent() ->
                Optional.of(OwnCertificate.keep(own.kept().get(), own.names(), clock.instant()));
            case TlsConfig.SelfSigned own -> Optional.empty();
        };
    }

    private Loaded made(TlsConfig.SelfSigned own) throws IOException, GeneralSecurityException {
        X509Bundle bundle = OwnCertificate.make(own.names(), clock.instant());
        return loaded(new TlsIdentity(bundle.getCertificatePath(), bundle.getKeyPair().getPrivate()), 0);
    }

    private Loaded read(TlsConfig.Files from) throws IOException, GeneralSecurityException {
        int mark = mark(from);
        var chain = PemFiles.certificates(from.certificates());
        return loaded(new TlsIdentity(chain, PemFiles.key(from.key(), chain[0])), mark);
    }

    private Loaded loaded(TlsIdentity identity, int mark) throws IOException, GeneralSecurityException {
        return new Loaded(identity, identity.context(clients), mark);
    }

    private int mark(TlsConfig.Files of) throws IOException {
        return PemFiles.mark(Stream.concat(Stream.of(of.certificates(), of.key()), clients.authorities().stream()).toArray(Path[]::new));
    }

    /** For a connection that was just accepted. */
    SslContext context() {
        return loaded.context;
    }

    /** What is shown to new connections. */
    TlsIdentity identity() {
        return loaded.identity;
    }

    /** The file that holds the certificate, when there is one. */
    Optional<Path> file() {
        return files.map(TlsConfig.Files::certificates);
    }

    /** Looks whether the files have changed. Reads files: not on an event loop. */
    synchronized void check() {
        files.ifPresent(this::check);
        warnOfItsEnd();
    }

    private void check(TlsConfig.Files from) {
        try {
            if (mark(from) != loaded.mark) {
                loaded = read(from);
                warned = Instant.MIN;
                LOG.info("TLS: {} has changed; new connections are shown the certificate with the SHA-256 fingerprint {}",
                        from.certificates(), loaded.identity.fingerprint());
            }
            complaint = "";
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            complain(from, e);
        }
    }

    private void complain(TlsConfig.Files from, Exception why) {
        if (!complaint.equals(why.toString())) {
            complaint = why.toString();
            LOG.error("TLS: {} has changed, but cannot be used. The certificate from before stays, until the files are mended: {}",
                    from.certificates(), complaint);
        }
    }

    private void warnOfItsEnd() {
        Instant now = clock.instant();
        Instant end = loaded.identity.certificate().getNotAfter().toInstant();
        if (end.isBefore(now.plus(SOON)) && warned.isBefore(now.minus(Duration.ofDays(1)))) {
            warned = now;
            LOG.warn("TLS: the certificate {} on {}", end.isBefore(now) ? "ended" : "ends", end);
        }
    }
}
