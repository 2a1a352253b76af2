package dev.forebay.iam;

import dev.forebay.vault.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Session tokens that were opened lately: a session signs many requests, and opening its token costs more than all else that is asked
 * of a request. Two generations: when the young one is full it becomes the old one, and what was old and not asked for meanwhile is
 * gone. Any thread.
 */
final class OpenedTokens {
    /** A token takes some kilobytes, opened and as text. */
    private static final int GENERATION = 2_000;

    private final Vault vault;
    private volatile Map<String, Opened> young = new ConcurrentHashMap<>();
    private volatile Map<String, Opened> old = Map.of();

    OpenedTokens(Vault vault) {
        this.vault = vault;
    }

    /** A token is good for one access key id only. */
    private record Opened(String accessKeyId, SessionToken token) {}

    Optional<SessionToken> open(String text, String accessKeyId) {
        Opened known = young.get(text);
        if (known == null) {
            known = old.get(text);
            Optional<Opened> opened = known != null ? Optional.of(known)
                    : SessionToken.read(text, vault, accessKeyId).map(token -> new Opened(accessKeyId, token));
            opened.ifPresent(found -> keep(text, found));
            known = opened.orElse(null);
        }
        return Optional.ofNullable(known).filter(found -> found.accessKeyId.equals(accessKeyId)).map(Opened::token);
    }

    private void keep(String text, Opened opened) {
        Map<String, Opened> generation = young;
        generation.put(text, opened);
        if (generation.size() >= GENERATION) {
            old = generation;
            young = new ConcurrentHashMap<>();
        }
    }
}
