package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Finds OpenID Connect providers, and says which URLs may be one's. */
final class Providers {
    private static final int LONGEST_URL = 255;

    private Providers() {}

    static OidcProvider find(AccountId account, AccountState state, String arn) {
        String prefix = "arn:aws:iam::" + account + ":oidc-provider/";
        return Optional.of(Checks.required("openIDConnectProviderArn", arn)).filter(text -> text.startsWith(prefix))
                .map(text -> state.providers().get(text.substring(prefix.length())))
                .orElseThrow(() -> IamErrors.noProvider(arn));
    }

    /** An issuer's URL: https, or http on this machine, for tests and the like. */
    static URI checked(String url) {
        try {
            URI uri = URI.create(Checks.required("url", url));
            boolean plain = uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null;
            if (plain && url.length() <= LONGEST_URL && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isHere(uri.getHost()))) {
                return uri;
            }
        } catch (IllegalArgumentException noUrl) {
            throw invalid();
        }
        throw invalid();
    }

    private static boolean isHere(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
    }

    private static RuntimeException invalid() {
        return IamErrors.validation("Invalid Open ID Connect Provider URL");
    }
}
