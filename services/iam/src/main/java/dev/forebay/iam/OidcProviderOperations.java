package dev.forebay.iam;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** OpenID Connect providers: whose tokens may assume roles. */
final class OidcProviderOperations {
    private static final int MAX_PROVIDERS = 100;
    private static final int MAX_CLIENTS = 100;
    private static final int MAX_THUMBPRINTS = 5;

    private final IamContext context;

    OidcProviderOperations(IamContext context) {
        this.context = context;
    }

    CreateOpenIdConnectProviderResponse create(CreateOpenIdConnectProviderRequest request) {
        URI url = Providers.checked(request.url());
        List<String> clients = request.clientIDList().stream().distinct().toList();
        requireRoom(clients.size());
        List<String> thumbprints = thumbprints(request.thumbprintList());
        Tags tags = Tags.NONE.with(Tags.of(request.tags()));
        OidcProvider provider = new OidcProvider(url.getScheme(), request.url().substring(url.getScheme().length() + "://".length()), clients,
                thumbprints, context.now(), tags);
        context.account().change(edit -> {
            if (edit.state().providers().containsKey(provider.url())) {
                throw IamErrors.exists("Provider with url " + request.url() + " already exists.");
            }
            if (edit.state().providers().size() >= MAX_PROVIDERS) {
                throw IamErrors.quota("OpenIdConnectProvidersPerAccount", MAX_PROVIDERS);
            }
            edit.put(provider);
            return provider;
        });
        return CreateOpenIdConnectProviderResponse.builder().openIDConnectProviderArn(provider.arn(context.account().id()))
                .tags(Descriptions.tags(tags)).build();
    }

    private static void requireRoom(int clients) {
        if (clients > MAX_CLIENTS) {
            throw IamErrors.quota("ClientIdsPerOpenIdConnectProvider", MAX_CLIENTS);
        }
    }

    private static List<String> thumbprints(List<String> given) {
        if (given.size() > MAX_THUMBPRINTS) {
            throw IamErrors.invalidInput("Thumbprint list must contain fewer than " + MAX_THUMBPRINTS + " entries.");
        }
        return given;
    }

    GetOpenIdConnectProviderResponse get(GetOpenIdConnectProviderRequest request) {
        OidcProvider provider = Providers.find(context.account().id(), context.account().shown(), request.openIDConnectProviderArn());
        return GetOpenIdConnectProviderResponse.builder().url(provider.url()).clientIDList(provider.clients())
                .thumbprintList(provider.thumbprints()).createDate(Instant.ofEpochMilli(provider.created()))
                .tags(provider.tags().described()).build();
    }

    ListOpenIdConnectProvidersResponse list(ListOpenIdConnectProvidersRequest request) {
        return ListOpenIdConnectProvidersResponse.builder().openIDConnectProviderList(context.account().shown().providers().values().stream()
                .map(provider -> OpenIDConnectProviderListEntry.builder().arn(provider.arn(context.account().id())).build()).toList()).build();
    }

    private void change(String arn, UnaryOperator<OidcProvider> decision) {
        context.account().change(edit -> {
            OidcProvider provider = Providers.find(context.account().id(), edit.state(), arn);
            edit.put(decision.apply(provider));
            return provider;
        });
    }

    /** AWS: adding a client id twice is adding it once. */
    AddClientIdToOpenIdConnectProviderResponse addClient(AddClientIdToOpenIdConnectProviderRequest request) {
        String client = Checks.required("clientID", request.clientID());
        change(request.openIDConnectProviderArn(), provider -> {
            if (provider.clients().contains(client)) {
                return provider;
            }
            requireRoom(provider.clients().size() + 1);
            return provider.withClient(client);
        });
        return AddClientIdToOpenIdConnectProviderResponse.builder().build();
    }

    RemoveClientIdFromOpenIdConnectProviderResponse removeClient(RemoveClientIdFromOpenIdConnectProviderRequest request) {
        String client = Checks.required("clientID", request.clientID());
        change(request.openIDConnectProviderArn(), provider -> provider.withoutClient(client));
        return RemoveClientIdFromOpenIdConnectProviderResponse.builder().build();
    }

    UpdateOpenIdConnectProviderThumbprintResponse thumbprints(UpdateOpenIdConnectProviderThumbprintRequest request) {
        List<String> thumbprints = thumbprints(request.thumbprintList());
        change(request.openIDConnectProviderArn(), provider -> provider.withThumbprints(thumbprints));
        return UpdateOpenIdConnectProviderThumbprintResponse.builder().build();
    }

    DeleteOpenIdConnectProviderResponse delete(DeleteOpenIdConnectProviderRequest request) {
        context.account().shrink(edit -> edit.remove(Providers.find(context.account().id(), edit.state(), request.openIDConnectProviderArn())));
        return DeleteOpenIdConnectProviderResponse.builder().build();
    }
}
