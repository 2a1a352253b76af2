package dev.forebay.gateway;

import java.util.Optional;

/**
 * What an entrance stands for when it is a VPC endpoint.
 *
 * @param vpc    what conditions see as {@code aws:SourceVpc}
 * @param id     what conditions see as {@code aws:SourceVpce}
 * @param policy the endpoint's policy as JSON: what it does not allow, nobody may do through here; empty allows everything
 */
public record VpcEndpoint(String vpc, String id, Optional<String> policy) {}
