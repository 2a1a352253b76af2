package dev.forebay.iam;

/**
 * The tables of IAM in the store: the third byte of every key. 0x80 to 0x8f are this service's. Everything of an account lies in one
 * partition. Behind the table a key has the account, 12 digits, and what tells its rows apart; names may change, ids do not.
 *
 * <pre>
 *   table     key after the account     value
 *   ACCOUNT   nothing                   AccountFacts
 *   USER      id, AIDA…                 IamUser
 *   GROUP     id, AGPA…                 IamGroup
 *   ROLE      id, AROA…                 IamRole
 *   POLICY    id, ANPA…                 ManagedPolicy
 *   KEY       access key id, AKIA…      LongLivedKey, its secret sealed
 *   PROVIDER  URL without its scheme    OidcProvider
 * </pre>
 */
final class Tables {
    static final byte ACCOUNT = (byte) 0x80;
    static final byte USER = (byte) 0x81;
    static final byte GROUP = (byte) 0x82;
    static final byte ROLE = (byte) 0x83;
    static final byte POLICY = (byte) 0x84;
    static final byte KEY = (byte) 0x85;
    static final byte PROVIDER = (byte) 0x86;

    private Tables() {}
}
