package dev.forebay.dynamodb;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.regex.Pattern;

/** A table's name in its account and region. */
record TableId(AccountId account, Region region, String name) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int MIN = 3;
    private static final int MAX = 255;
    private static final String RESOURCE = "table/";

    /** What a caller names by name or by ARN. */
    static TableId of(Caller caller, String nameOrArn) {
        if (nameOrArn == null) {
            throw DynamoErrors.missing("tableName");
        }
        if (nameOrArn.startsWith("arn:")) {
            return ofArn(caller, nameOrArn);
        }
        return new TableId(caller.account(), caller.region(), checkedName(nameOrArn));
    }

    /** What a caller names by name or by ARN, wherever and whether it is or not: what a right to it has to be asked for. */
    static TableId asked(Caller caller, String nameOrArn) {
        if (nameOrArn == null) {
            throw DynamoErrors.missing("tableName");
        }
        if (!nameOrArn.startsWith("arn:")) {
            return new TableId(caller.account(), caller.region(), nameOrArn);
        }
        Arn arn = table(nameOrArn);
        return new TableId(new AccountId(arn.account()), new Region(arn.region()), arn.resource().substring(RESOURCE.length()));
    }

    private static Arn table(String text) {
        return Arn.parse(text)
                .filter(one -> one.service().equals("dynamodb") && one.resource().startsWith(RESOURCE)
                        && AccountId.isValid(one.account()) && Region.isValid(one.region()))
                .orElseThrow(() -> DynamoErrors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + text));
    }

    /** A table of the caller's own account and region. */
    static TableId ofArn(Caller caller, String text) {
        Arn arn = table(text);
        if (!arn.account().equals(caller.account().value()) || !arn.region().equals(caller.region().value())) {
            throw DynamoErrors.resourceNotFound();
        }
        return new TableId(caller.account(), caller.region(), checkedName(arn.resource().substring(RESOURCE.length())));
    }

    static String checkedName(String name) {
        if (name.length() < MIN || name.length() > MAX) {
            throw DynamoErrors.validation("TableName must be at least 3 characters long and at most 255 characters long");
        }
        if (!NAME.matcher(name).matches()) {
            throw DynamoErrors.validation("1 validation error detected: Value '" + name
                    + "' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        return name;
    }

    String arn() {
        return Arn.of("dynamodb", region, account, RESOURCE + name).toString();
    }

    /** What all tables that may share a transaction have in common: they live in one partition. */
    String place() {
        return account + "/" + region;
    }
}
