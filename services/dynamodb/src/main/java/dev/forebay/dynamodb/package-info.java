/**
 * DynamoDB: the tables in which consumers of streams keep their leases. Start at {@code DynamoDbService}.
 */
package dev.forebay.dynamodb;
