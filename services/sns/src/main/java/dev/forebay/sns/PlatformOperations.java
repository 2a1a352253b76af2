package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.sns.PlatformEndpoints.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;
import software.amazon.awssdk.services.sns.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.sns.model.DeleteEndpointResponse;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.DeletePlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetPlatformApplicationAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsResponse;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetPlatformApplicationAttributesResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The operations on platform applications and their endpoints, acting for a caller. */
final class PlatformOperations {
    private static final int BAD_REQUEST = 400;
    private static final int PAGE = 100;
    private static final int APPLICATION_SLASHES = 2;

    private final PlatformCatalog catalog;
    private final PlatformEndpoints endpoints;
    private final Caller caller;

    PlatformOperations(PlatformCatalog catalog, Caller caller) {
        this.catalog = catalog;
        this.endpoints = catalog.endpoints();
        this.caller = caller;
    }

    CreatePlatformApplicationResponse create(CreatePlatformApplicationRequest request) {
        String name = PlatformApplicationId.checkedName(request.name() == null ? "" : request.name());
        Platform platform = Platform.checked(request.platform());
        PlatformApplicationId id = new PlatformApplicationId(caller.account(), caller.region(), platform, name);
        requireSome(request.hasAttributes());
        return CreatePlatformApplicationResponse.builder()
                .platformApplicationArn(catalog.create(id, request.attributes()).id().arn())
                .build();
    }

    /** AWS: what is not there counts as deleted. */
    DeletePlatformApplicationResponse delete(DeletePlatformApplicationRequest request) {
        find(request.platformApplicationArn()).ifPresent(catalog::delete);
        return DeletePlatformApplicationResponse.builder().build();
    }

    GetPlatformApplicationAttributesResponse attributes(GetPlatformApplicationAttributesRequest request) {
        PlatformApplication application = application(request.platformApplicationArn());
        return GetPlatformApplicationAttributesResponse.builder().attributes(PlatformAttributes.shown(application)).build();
    }

    SetPlatformApplicationAttributesResponse setAttributes(SetPlatformApplicationAttributesRequest request) {
        PlatformApplication application = application(request.platformApplicationArn());
        requireSome(request.hasAttributes());
        catalog.update(application, request.attributes());
        return SetPlatformApplicationAttributesResponse.builder().build();
    }

    ListPlatformApplicationsResponse list(ListPlatformApplicationsRequest request) {
        String after = after(request.nextToken()).orElse("");
        List<PlatformApplication> found = catalog.list(caller.account(), caller.region(), after, PAGE + 1);
        List<software.amazon.awssdk.services.sns.model.PlatformApplication> shown = found.stream().limit(PAGE)
                .map(application -> software.amazon.awssdk.services.sns.model.PlatformApplication.builder()
                        .platformApplicationArn(application.id().arn())
                        .attributes(PlatformAttributes.shown(application))
                        .build())
                .toList();
        return ListPlatformApplicationsResponse.builder()
                .platformApplications(shown)
                .nextToken(found.size() > PAGE ? PageToken.encoded(found.get(PAGE - 1).id().path()) : null)
                .build();
    }

    CreatePlatformEndpointResponse createEndpoint(CreatePlatformEndpointRequest request) {
        PlatformApplication application = application(request.platformApplicationArn());
        PlatformEndpointRecord wanted = PlatformEndpointAttributes.create(
                application.id().platform(), request.token(), request.customUserData(), request.attributes());
        return CreatePlatformEndpointResponse.builder().endpointArn(endpoints.create(application, wanted).arn()).build();
    }

    /** AWS: what is not there counts as deleted. */
    DeleteEndpointResponse deleteEndpoint(DeleteEndpointRequest request) {
        Optional<PlatformEndpointId> id = endpointId(request.endpointArn(), "EndpointArn");
        id.flatMap(known -> catalog.find(known.application()))
                .ifPresent(application -> endpoints.delete(application, id.orElseThrow().id()));
        return DeleteEndpointResponse.builder().build();
    }

    GetEndpointAttributesResponse endpointAttributes(GetEndpointAttributesRequest request) {
        Map<String, String> shown = endpointId(request.endpointArn(), "EndpointArn")
                .flatMap(this::record)
                .map(PlatformEndpointRecord::shown)
                .orElseThrow(PlatformOperations::endpointDoesNotExist);
        return GetEndpointAttributesResponse.builder().attributes(shown).build();
    }

    SetEndpointAttributesResponse setEndpointAttributes(SetEndpointAttributesRequest request) {
        PlatformEndpointId id = endpointId(request.endpointArn(), "EndpointArn")
                .orElseThrow(PlatformOperations::endpointDoesNotExist);
        requireSome(request.hasAttributes());
        PlatformApplication application =
                catalog.find(id.application()).orElseThrow(PlatformOperations::endpointDoesNotExist);
        Platform platform = id.application().platform();
        if (!endpoints.update(application, id.id(),
                before -> PlatformEndpointAttributes.change(platform, before, request.attributes()))) {
            throw endpointDoesNotExist();
        }
        return SetEndpointAttributesResponse.builder().build();
    }

    ListEndpointsByPlatformApplicationResponse listEndpoints(ListEndpointsByPlatformApplicationRequest request) {
        PlatformApplication application = application(request.platformApplicationArn());
        Optional<UUID> after = after(request.nextToken()).map(PlatformOperations::uuid);
        List<Found> found = endpoints.list(application, after, PAGE + 1);
        List<Endpoint> shown = found.stream().limit(PAGE)
                .map(endpoint -> Endpoint.builder()
                        .endpointArn(new PlatformEndpointId(application.id(), endpoint.id()).arn())
                        .attributes(endpoint.record().shown())
                        .build())
                .toList();
        return ListEndpointsByPlatformApplicationResponse.builder()
                .endpoints(shown)
                .nextToken(found.size() > PAGE ? PageToken.encoded(found.get(PAGE - 1).id().toString()) : null)
                .build();
    }

    /** Refuses to publish to an endpoint that is not there or takes nothing, in the words of Publish. */
    void requireEnabled(String targetArn) {
        PlatformEndpointRecord record = endpointId(targetArn, "TargetArn").flatMap(this::record).orElseThrow(() ->
                SnsErrors.invalidParameter("TargetArn Reason: No endpoint found for the target arn specified"));
        if (!record.enabled()) {
            throw SnsErrors.error(EndpointDisabledException.builder(), "EndpointDisabled", "Endpoint is disabled", BAD_REQUEST);
        }
        PlatformEndpointId id = PlatformEndpointId.parsed(targetArn).orElseThrow();
        if (!catalog.find(id.application()).map(PlatformApplication::isEnabled).orElse(false)) {
            throw SnsErrors.error(PlatformApplicationDisabledException.builder(),
                    "PlatformApplicationDisabled", "Platform application is disabled", BAD_REQUEST);
        }
    }

    private Optional<PlatformEndpointRecord> record(PlatformEndpointId id) {
        return catalog.find(id.application()).flatMap(application -> endpoints.find(application, id.id()));
    }

    private PlatformApplication application(String arn) {
        return find(arn).orElseThrow(() -> SnsErrors.notFound("PlatformApplication does not exist"));
    }

    private Optional<PlatformApplication> find(String arn) {
        PlatformArn given = PlatformArn.checked(arn, "PlatformApplicationArn", "app", APPLICATION_SLASHES);
        requireOwn(given.account(), arn);
        return given.application().filter(id -> isHere(id.region())).flatMap(catalog::find);
    }

    private Optional<PlatformEndpointId> endpointId(String arn, String parameter) {
        Optional<PlatformEndpointId> id = PlatformEndpointId.checked(arn, parameter);
        id.ifPresent(known -> requireOwn(known.application().account(), arn));
        return id.filter(known -> isHere(known.application().region()));
    }

    /** AWS: nobody can give another account access to applications or endpoints. */
    private void requireOwn(AccountId account, String arn) {
        if (!account.equals(caller.account())) {
            throw SnsErrors.authorizationError("User: " + caller.principal().arn() + " is not authorized to access resource: " + arn);
        }
    }

    private boolean isHere(Region region) {
        return region.equals(caller.region());
    }

    private static void requireSome(boolean hasAttributes) {
        if (!hasAttributes) {
            throw SnsErrors.error(SnsException.builder(), "ValidationError", "1 validation error detected: Value null at"
                    + " 'attributes' failed to satisfy constraint: Member must not be null", BAD_REQUEST);
        }
    }

    private static RuntimeException endpointDoesNotExist() {
        return SnsErrors.notFound("Endpoint does not exist");
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw SnsErrors.invalidParameter("nextToken");
        }
    }

    /** After what a page begins. */
    private static Optional<String> after(String nextToken) {
        return Optional.ofNullable(nextToken).filter(text -> !text.isEmpty()).map(text -> PageToken.decoded(text, "nextToken"));
    }
}
