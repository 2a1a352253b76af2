package dev.forebay.identity;

/**
 * Where a call comes from, as far as conditions of policies, URLs in answers and the audit speak of it.
 *
 * @param endpoint    scheme and authority under which the caller reached the server, such as {@code http://127.0.0.1:4566};
 *                    services hand out URLs under it. Empty in process.
 * @param trace       the caller's X-Ray header, for services that pass it on; empty for none
 * @param sourceIp    the client's address; empty in process
 * @param userAgent   as sent; empty for none
 * @param vpc         id of the VPC whose endpoint the call came through; empty for none
 * @param vpcEndpoint id of that endpoint; empty for none
 * @param sourceArn   the resource on whose behalf a service calls, such as a topic's ARN; empty for none
 * @param viaService  the service that passes a caller's request on in the caller's name, such as
 *                    {@code sqs.us-east-1.amazonaws.com} when it needs a key; empty for none
 * @param tls         how the connection is encrypted that the call came over
 */
public record Origin(String endpoint, String trace, String sourceIp, String userAgent, String vpc, String vpcEndpoint, String sourceArn,
        String viaService, Tls tls) {

    /** Within this process. */
    public static final Origin IN_PROCESS = at("");

    /** Far more than a root, a parent and a decision take. */
    private static final int MAX_TRACE = 1_024;

    /** Under an endpoint, and nothing else known. */
    public static Origin at(String endpoint) {
        return new Origin(endpoint, "", "", "", "", "", "", "", Tls.NONE);
    }

    /** Whether the call came over TLS, or never left the process. */
    public boolean secure() {
        return !endpoint.startsWith("http:");
    }

    /** The same, with an X-Ray header; one that is too long is dropped. */
    public Origin withTrace(String header) {
        return new Origin(endpoint, header.length() <= MAX_TRACE ? header : "", sourceIp, userAgent, vpc, vpcEndpoint, sourceArn, viaService, tls);
    }

    /** The same, with what is known of the client. */
    public Origin withClient(String address, String agent) {
        return new Origin(endpoint, trace, address, agent, vpc, vpcEndpoint, sourceArn, viaService, tls);
    }

    /** The same, encrypted like this. */
    public Origin over(Tls connection) {
        return new Origin(endpoint, trace, sourceIp, userAgent, vpc, vpcEndpoint, sourceArn, viaService, connection);
    }

    /** The same, through the endpoint of a VPC. */
    public Origin through(String vpcId, String vpcEndpointId) {
        return new Origin(endpoint, trace, sourceIp, userAgent, vpcId, vpcEndpointId, sourceArn, viaService, tls);
    }

    /** The same, on behalf of a resource. */
    public Origin onBehalfOf(String arn) {
        return new Origin(endpoint, trace, sourceIp, userAgent, vpc, vpcEndpoint, arn, viaService, tls);
    }

    /** The same, passed on by a service in the caller's name. AWS: the endpoint of a VPC has no say in that any more. */
    public Origin via(String service) {
        return new Origin(endpoint, trace, sourceIp, userAgent, "", "", sourceArn, service, tls);
    }
}
