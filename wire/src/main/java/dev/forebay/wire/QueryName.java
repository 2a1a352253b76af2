package dev.forebay.wire;

/**
 * How a member is spelled in query parameters and in XML.
 *
 * @param name  the parameter, the element
 * @param flat  whether items follow the name at once ({@code Tag.1}) or below an item name ({@code Tags.member.1})
 * @param item  the item name of a list or map that is not flat
 * @param key   the name of a map's keys
 * @param value the name of a map's values
 */
record QueryName(String name, boolean flat, String item, String key, String value) {}
