package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * An OpenID Connect provider whose tokens may assume roles. Stored in the PROVIDER table: version (1), scheme, URL, client ids, thumbprints,
 * created (8), tags.
 *
 * @param scheme of its URL: https, or http on this machine
 * @param url    without its scheme, as AWS shows it
 */
record OidcProvider(String scheme, String url, List<String> clients, List<String> thumbprints, long created, Tags tags) implements Tagged {
    private static final int VERSION = 1;

    OidcProvider {
        clients = List.copyOf(clients);
        thumbprints = List.copyOf(thumbprints);
    }

    String arn(AccountId account) {
        return "arn:aws:iam::" + account + ":oidc-provider/" + url;
    }

    /** As tokens name it. */
    String issuer() {
        return scheme + "://" + url;
    }

    OidcProvider withClient(String client) {
        List<String> more = new ArrayList<>(clients);
        more.add(client);
        return new OidcProvider(scheme, url, more, thumbprints, created, tags);
    }

    OidcProvider withoutClient(String client) {
        return new OidcProvider(scheme, url, clients.stream().filter(one -> !one.equals(client)).toList(), thumbprints, created, tags);
    }

    OidcProvider withThumbprints(List<String> changed) {
        return new OidcProvider(scheme, url, clients, changed, created, tags);
    }

    @Override
    public OidcProvider with(Tags changed) {
        return new OidcProvider(scheme, url, clients, thumbprints, created, changed);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, scheme);
            Bytes.text(out, url);
            Lists.write(out, clients);
            Lists.write(out, thumbprints);
            out.writeLong(created);
            Bytes.map(out, tags.all());
        });
    }

    static OidcProvider read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an OpenID Connect provider", in -> new OidcProvider(Bytes.text(in), Bytes.text(in), Lists.read(in),
                Lists.read(in), in.readLong(), new Tags(Bytes.map(in))));
    }
}
