package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Query and Scan. */
final class QueryOperations {
    private static final int MAX_SEGMENTS = 1_000_000;
    private static final String FILTER = "FilterExpression";

    private final DynamoDbService service;
    private final Caller caller;

    QueryOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    QueryResponse query(QueryRequest request) {
        Requests.Languages languages = new Requests.Languages()
                .old("AttributesToGet", request.hasAttributesToGet()).old("QueryFilter", request.hasQueryFilter())
                .old("ConditionalOperator", request.conditionalOperator() != null).old("KeyConditions", request.hasKeyConditions())
                .expression("ProjectionExpression", request.projectionExpression()).expression(FILTER, request.filterExpression())
                .expression("KeyConditionExpression", request.keyConditionExpression());
        languages.requireOne();
        Placeholders placeholders = Requests.placeholders(request.hasExpressionAttributeNames(), request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(), request.expressionAttributeValues());
        placeholders.requireExpression(languages.hasExpressions(), "KeyConditionExpression");
        Condition onKey = onKey(request, placeholders);
        Condition filter = filter(request, placeholders);
        Projection projection = Requests.projection(request.projectionExpression(), request.attributesToGet(), placeholders);
        placeholders.requireAllUsed();
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        Listing listing = listing(request.tableName(), request.indexName(), filter, projection, request.select(), request.limit());
        listing.check(request.select(), consistent);
        requireNoKeys(listing);
        Page page = page(listing, KeyCondition.of(onKey, listing.schema()), request);
        List<Item> found = listing.found(page);
        return QueryResponse.builder()
                .items(listing.shown(found)).count(found.size()).scannedCount(page.items().size())
                .lastEvaluatedKey(listing.next(page))
                .consumedCapacity(listing.capacity(page, consistent).of(listing.table(), request.returnConsumedCapacity()))
                .build();
    }

    /** What a query asks of keys, in whichever of the two languages it was said. */
    static Condition onKey(QueryRequest request, Placeholders placeholders) {
        if (request.keyConditionExpression() == null && !request.hasKeyConditions()) {
            throw DynamoErrors.validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        return request.keyConditionExpression() != null
                ? ConditionParser.parse("KeyConditionExpression", request.keyConditionExpression(), placeholders)
                : Expected.filter(request.keyConditions(), null);
    }

    /** What a query wants to see of what it finds. */
    static Condition filter(QueryRequest request, Placeholders placeholders) {
        return request.filterExpression() != null
                ? ConditionParser.parse(FILTER, request.filterExpression(), placeholders)
                : Expected.filter(request.queryFilter(), request.conditionalOperator());
    }

    /** AWS: conditions on keys belong where they make a query narrower. */
    private static void requireNoKeys(Listing listing) {
        List<String> keys = new ArrayList<>(listing.schema().names());
        keys.retainAll(FilterPaths.of(listing.filter()).stream().map(Path::attribute).toList());
        if (!keys.isEmpty()) {
            throw DynamoErrors.validation(
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: " + keys.getFirst());
        }
    }

    private Page page(Listing listing, KeyCondition condition, QueryRequest request) {
        byte[] prefix = KeyFormat.prefix(listing.partition(), listing.kind(), listing.incarnation(), condition.hash());
        byte[] from = condition.range().map(range -> range.from(prefix)).orElse(prefix);
        byte[] to = condition.range().map(range -> range.to(prefix)).orElseGet(() -> KeyFormat.afterPrefix(prefix));
        Optional<byte[]> start = listing.start(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        start.ifPresent(row -> requireWithin(row, from, to));
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            return Page.descending(service.store(), from, start.orElse(to), listing.limit());
        }
        return Page.ascending(service.store(), start.map(KeyFormat::after).orElse(from), to, listing.limit());
    }

    private static void requireWithin(byte[] row, byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(row, from) < 0 || Arrays.compareUnsigned(row, to) >= 0) {
            throw DynamoErrors.validation("The provided starting key is outside query boundaries based on provided conditions");
        }
    }

    ScanResponse scan(ScanRequest request) {
        Requests.Languages languages = new Requests.Languages()
                .old("AttributesToGet", request.hasAttributesToGet()).old("ScanFilter", request.hasScanFilter())
                .old("ConditionalOperator", request.conditionalOperator() != null)
                .expression("ProjectionExpression", request.projectionExpression()).expression(FILTER, request.filterExpression());
        languages.requireOne();
        Placeholders placeholders = Requests.placeholders(request.hasExpressionAttributeNames(), request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(), request.expressionAttributeValues());
        placeholders.requireExpression(languages.hasExpressions(), FILTER);
        Condition filter = filter(request, placeholders);
        Projection projection = Requests.projection(request.projectionExpression(), request.attributesToGet(), placeholders);
        placeholders.requireAllUsed();
        checkSegments(request.segment(), request.totalSegments());
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        Listing listing = listing(request.tableName(), request.indexName(), filter, projection, request.select(), request.limit());
        listing.check(request.select(), consistent);
        Page page = page(listing, request);
        List<Item> found = listing.found(page);
        return ScanResponse.builder()
                .items(listing.shown(found)).count(found.size()).scannedCount(page.items().size())
                .lastEvaluatedKey(listing.next(page))
                .consumedCapacity(listing.capacity(page, consistent).of(listing.table(), request.returnConsumedCapacity()))
                .build();
    }

    /** What a scan wants to see of what it finds. */
    static Condition filter(ScanRequest request, Placeholders placeholders) {
        return request.filterExpression() != null
                ? ConditionParser.parse(FILTER, request.filterExpression(), placeholders)
                : Expected.filter(request.scanFilter(), request.conditionalOperator());
    }

    private static void checkSegments(Integer segment, Integer total) {
        if (segment == null && total == null) {
            return;
        }
        if (segment == null || total == null) {
            throw DynamoErrors.validation("The " + (segment == null ? "Segment" : "TotalSegments")
                    + " parameter is required but was not present in the request when parameter "
                    + (segment == null ? "TotalSegments" : "Segment") + " is present");
        }
        if (total < 1 || total > MAX_SEGMENTS) {
            throw DynamoErrors.validation("1 validation error detected: Value '" + total
                    + "' at 'totalSegments' failed to satisfy constraint: Member must have value between 1 and " + MAX_SEGMENTS);
        }
        if (segment < 0 || segment >= total) {
            throw DynamoErrors.validation("The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: "
                    + segment + " is not less than TotalSegments: " + total);
        }
    }

    private Page page(Listing listing, ScanRequest request) {
        int total = request.totalSegments() == null ? 1 : request.totalSegments();
        int segment = request.segment() == null ? 0 : request.segment();
        byte[] from = bound(listing, segment, total);
        byte[] to = bound(listing, segment + 1, total);
        Optional<byte[]> start = listing.start(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        if (start.isPresent() && (Arrays.compareUnsigned(start.get(), from) < 0 || Arrays.compareUnsigned(start.get(), to) >= 0)) {
            throw DynamoErrors.validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct"
                    + " Segment. TotalSegments: " + total + " Segment: " + segment);
        }
        return Page.ascending(service.store(), start.map(KeyFormat::after).orElse(from), to, listing.limit());
    }

    /** Where a segment begins: each has its share of the hashes of hash keys. */
    private static byte[] bound(Listing listing, int segment, int total) {
        return segment == total
                ? Keys.of(listing.partition(), listing.kind(), listing.incarnation() + 1)
                : Keys.of(listing.partition(), listing.kind(), listing.incarnation(), segment * (Long.MAX_VALUE / total));
    }

    private Listing listing(String tableName, String indexName, Condition filter, Projection projection, Select select, Integer limit) {
        if (limit != null && limit < 1) {
            throw DynamoErrors.validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        Table table = service.table(caller, tableName);
        Optional<Index> index = Optional.ofNullable(indexName).map(table::index);
        return new Listing(table, index, filter, projection, select == Select.COUNT, limit == null ? Integer.MAX_VALUE : limit);
    }
}
