package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Principal;
import dev.forebay.runtime.Bytes;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What temporary credentials are: everything of them travels in their session token, so that no row is kept and a restart changes
 * nothing. As text it is base64 of, sealed with the access key id for its context and packed ({@link Packed}):
 *
 * <pre>
 *   version 2 · account · kind of principal · ARN · id · secret · issuer · issued 8 · expires 8 · multi-factor 1 · resets 8
 *   · inline policies · ARNs of managed policies · tags · keys of transitive tags · source identity
 * </pre>
 *
 * @param secret never to be logged
 */
record SessionToken(AccountId account, Who who, String secret, Life life, Narrowing narrowing, Labels labels) {
    private static final int VERSION = 2;

    /** Whom the credentials stand for, as {@link Principal} has it. */
    record Who(Principal.Kind kind, String arn, String id) {}

    /**
     * From when to when, and from whom.
     *
     * @param issuer ARN of the role, user or root that they were made from
     * @param resets of the root's keys until then: after another one, what a root got is over
     */
    record Life(String issuer, Instant issued, Instant expires, boolean multiFactor, long resets) {

        boolean isOfRoot() {
            return issuer.endsWith(":root");
        }
    }

    /** Session policies: documents, and ARNs of managed ones. */
    record Narrowing(List<String> inline, List<String> managed) {
        static final Narrowing NONE = new Narrowing(List.of(), List.of());
    }

    /** Session tags, which of them go on through a chain of roles, and the source identity; empty for none. */
    record Labels(Map<String, String> tags, Set<String> transitive, String sourceIdentity) {
        static final Labels NONE = new Labels(Map.of(), Set.of(), "");
    }

    String write(Vault vault, String accessKeyId) {
        byte[] plain = Bytes.write(VERSION, out -> {
            Bytes.text(out, account.value());
            Bytes.text(out, who.kind.name());
            Bytes.text(out, who.arn);
            Bytes.text(out, who.id);
            Bytes.text(out, secret);
            Bytes.text(out, life.issuer);
            out.writeLong(life.issued.toEpochMilli());
            out.writeLong(life.expires.toEpochMilli());
            out.writeBoolean(life.multiFactor);
            out.writeLong(life.resets);
            Lists.write(out, narrowing.inline);
            Lists.write(out, narrowing.managed);
            Bytes.map(out, labels.tags);
            Lists.write(out, List.copyOf(labels.transitive));
            Bytes.text(out, labels.sourceIdentity);
        });
        return Base64.getEncoder().encodeToString(vault.seal(Packed.pack(plain), context(accessKeyId)));
    }

    /** Empty for what this server did not give, or not with this access key id. */
    static Optional<SessionToken> read(String text, Vault vault, String accessKeyId) {
        try {
            byte[] plain = Packed.unpack(vault.open(Base64.getDecoder().decode(text), context(accessKeyId)));
            // One of an earlier format is none: whoever has it asks for another.
            return plain.length == 0 || plain[0] != VERSION ? Optional.empty()
                    : Optional.of(Bytes.read(plain, VERSION, "a session token", SessionToken::read));
        } catch (IllegalArgumentException | SealBroken notOurs) {
            return Optional.empty();
        }
    }

    private static SessionToken read(DataInputStream in) throws IOException {
        AccountId account = new AccountId(Bytes.text(in));
        Who who = new Who(Principal.Kind.valueOf(Bytes.text(in)), Bytes.text(in), Bytes.text(in));
        String secret = Bytes.text(in);
        Life life = new Life(Bytes.text(in), Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()), in.readBoolean(), in.readLong());
        Narrowing narrowing = new Narrowing(Lists.read(in), Lists.read(in));
        return new SessionToken(account, who, secret, life, narrowing,
                new Labels(Bytes.map(in), new HashSet<>(Lists.read(in)), Bytes.text(in)));
    }

    private static byte[] context(String accessKeyId) {
        return ("sts session " + accessKeyId).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SessionToken of " + who.arn;
    }
}
