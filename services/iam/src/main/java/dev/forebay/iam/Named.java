package dev.forebay.iam;

/** What an account has by name. */
interface Named {

    Naming naming();

    default String name() {
        return naming().name();
    }

    default String path() {
        return naming().path();
    }

    default String id() {
        return naming().id();
    }
}
