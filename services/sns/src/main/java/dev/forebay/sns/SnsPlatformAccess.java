package dev.forebay.sns;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.*;

/** What the operations on platform applications and their endpoints need. AWS: nobody can open them to another account. */
final class SnsPlatformAccess {
    private static final String CREATE = "sns:CreatePlatformApplication";
    private static final String APPLICATION = "application";
    private static final int APPLICATION_SLASHES = 2;
    private static final int ENDPOINT_SLASHES = 3;

    private SnsPlatformAccess() {}

    static Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("CreatePlatformApplication", List.of(CREATE), APPLICATION, List.of(), SnsPlatformAccess::create),
                new AccessRule("ListPlatformApplications", List.of("sns:ListPlatformApplications"), SnsPhoneAccess.ALL, List.of(),
                        (caller, _) -> List.of(SnsAccess.onAll(caller, "sns:ListPlatformApplications"))),
                application("DeletePlatformApplication", DeletePlatformApplicationRequest.class,
                        DeletePlatformApplicationRequest::platformApplicationArn),
                application("GetPlatformApplicationAttributes", GetPlatformApplicationAttributesRequest.class,
                        GetPlatformApplicationAttributesRequest::platformApplicationArn),
                application("SetPlatformApplicationAttributes", SetPlatformApplicationAttributesRequest.class,
                        SetPlatformApplicationAttributesRequest::platformApplicationArn),
                application("ListEndpointsByPlatformApplication", ListEndpointsByPlatformApplicationRequest.class,
                        ListEndpointsByPlatformApplicationRequest::platformApplicationArn),
                application("CreatePlatformEndpoint", CreatePlatformEndpointRequest.class, CreatePlatformEndpointRequest::platformApplicationArn),
                endpoint("DeleteEndpoint", DeleteEndpointRequest.class, DeleteEndpointRequest::endpointArn),
                endpoint("GetEndpointAttributes", GetEndpointAttributesRequest.class, GetEndpointAttributesRequest::endpointArn),
                endpoint("SetEndpointAttributes", SetEndpointAttributesRequest.class, SetEndpointAttributesRequest::endpointArn));
    }

    private static List<Access> create(Caller caller, SdkRequest request) {
        CreatePlatformApplicationRequest asked = (CreatePlatformApplicationRequest) request;
        Arn arn = Arn.of("sns", caller.region(), caller.account(), "app/" + asked.platform() + "/" + asked.name());
        return List.of(Access.of(CREATE, arn.toString(), caller.account()));
    }

    private static <R> AccessRule application(String operation, Class<R> type, Function<R, String> arn) {
        String action = SnsAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), APPLICATION, List.of(), (_, request) -> List.of(
                on(action, arn.apply(type.cast(request)), "PlatformApplicationArn", "app", APPLICATION_SLASHES)));
    }

    private static <R> AccessRule endpoint(String operation, Class<R> type, Function<R, String> arn) {
        String action = SnsAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), "endpoint", List.of(), (_, request) -> List.of(
                onEndpoint(action, arn.apply(type.cast(request)), "EndpointArn")));
    }

    static Access onEndpoint(String action, String arn, String parameter) {
        return on(action, arn, parameter, "endpoint", ENDPOINT_SLASHES);
    }

    private static Access on(String action, String arn, String parameter, String kind, int slashes) {
        return Access.of(action, arn, PlatformArn.checked(arn, parameter, kind, slashes).account());
    }
}
