package dev.forebay.iam;

import dev.forebay.identity.AccountId;

/** What policies are attached to. */
sealed interface Holder extends Named permits IamUser, IamGroup, IamRole {

    /** The sorts of holders; {@code word} as ARNs and sentences say it. */
    enum Kind {
        USER("user", "User"),
        GROUP("group", "Group"),
        ROLE("role", "Role");

        final String word;
        final String title;

        Kind(String word, String title) {
            this.word = word;
            this.title = title;
        }

        String arn(AccountId account, String path, String name) {
            return "arn:aws:iam::" + account + ":" + word + path + name;
        }
    }

    Kind kind();

    Grants grants();

    /** The same with other policies. */
    Holder with(Grants changed);

    default String arn(AccountId account) {
        return kind().arn(account, path(), name());
    }
}
