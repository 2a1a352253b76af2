package dev.forebay.dynamodb;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What each operation of DynamoDB needs: on tables and their indexes, whether they exist or not, with conditions on keys and attributes.
 * Tables have no policies of their own here. Reads memory only.
 */
final class DynamoDbAccess implements RuleTable {
    static final String PREFIX = "dynamodb:";

    private final TableCatalog catalog;
    private final Map<String, AccessRule> rules;

    DynamoDbAccess(TableCatalog catalog) {
        this.catalog = catalog;
        rules = RuleTable.of(Stream.of(new DynamoTableAccess(this).rules(), new DynamoItemAccess(this).rules(),
                new DynamoGroupAccess(this).rules()).flatMap(Function.identity()));
    }

    @Override
    public String service() {
        return "dynamodb";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    /** An action on a table, by name or ARN. */
    Access on(Caller caller, String nameOrArn, String action) {
        TableId id = TableId.asked(caller, nameOrArn);
        return Access.of(action, id.arn(), id.account()).with(tagKeys(id));
    }

    /** An action on the items of a table, or of an index; null for none. AWS: who reads an index needs no right to its table. */
    Access on(Caller caller, String nameOrArn, String index, String action, ItemKeys keys) {
        TableId id = TableId.asked(caller, nameOrArn);
        String resource = index == null ? id.arn() : id.arn() + "/index/" + index;
        return Access.of(action, resource, id.account()).with(keys.with(tagKeys(id)));
    }

    private Map<String, List<String>> tagKeys(TableId id) {
        return catalog.peek(id).map(Table::tagKeys).orElse(Map.of());
    }

    /** How items are found; empty where there is no such table or index. */
    Optional<KeySchema> schema(Caller caller, String nameOrArn, String index) {
        Optional<Table> table = catalog.peek(TableId.asked(caller, nameOrArn));
        return index == null ? table.map(Table::schema) : table.flatMap(known -> known.record().index(index)).map(Index::schema);
    }

    static Access tagging(Access access, Map<String, String> tags) {
        return access.with(ConditionKeys.of(access.keys()).withTags(tags).map());
    }
}
