package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Names that keys have beside their ids. */
final class AliasOperations {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final int MOST_NAME = 256;

    /** AWS: aliases of one key. */
    private static final int MOST_OF_A_KEY = 50;
    private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]+");

    private final KmsService service;
    private final Caller caller;
    private final KeyFinder finder;

    AliasOperations(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
        finder = new KeyFinder(service, caller);
    }

    CreateAliasResponse create(CreateAliasRequest request) {
        String name = ownName(request.aliasName());
        KeyFinder.Found found = finder.changeable(Checks.required("targetKeyId", request.targetKeyId()));
        long now = service.now();
        return found.ring().grow(decision -> {
            KeyRecord key = KeyFinder.Found.requireAlive(decision.key(found.key().name().id()));
            if (decision.alias(name).isPresent()) {
                throw KmsErrors.exists("An alias with the name " + key.name().place().arn(name) + " already exists");
            }
            if (decision.aliases(key.name().id()) >= MOST_OF_A_KEY) {
                throw KmsErrors.limitExceeded("A key has " + MOST_OF_A_KEY + " aliases at most.");
            }
            decision.put(new Alias(name, key.name().id(), now, now));
            return CreateAliasResponse.builder().build();
        });
    }

    UpdateAliasResponse update(UpdateAliasRequest request) {
        String name = ownName(request.aliasName());
        KeyFinder.Found found = finder.changeable(Checks.required("targetKeyId", request.targetKeyId()));
        long now = service.now();
        return found.ring().decide(decision -> {
            Alias alias = decision.alias(name).orElseThrow(() -> KmsErrors.aliasNotFound(Place.of(caller).arn(name)));
            KeyRecord target = KeyFinder.Found.requireAlive(decision.key(found.key().name().id()));
            KeyRecord before = decision.key(alias.keyId());
            // AWS: what decrypts by an alias must go on to be able to.
            if (before.nature().usage() != target.nature().usage() || before.nature().spec().isPair() != target.nature().spec().isPair()) {
                throw KmsErrors.validation("Alias " + name + " cannot be changed from a key of usage " + before.nature().usage() + " and spec "
                        + before.nature().spec() + " to one of usage " + target.nature().usage() + " and spec " + target.nature().spec() + ".");
            }
            decision.put(alias.pointingAt(target.name().id(), now));
            return UpdateAliasResponse.builder().build();
        });
    }

    DeleteAliasResponse delete(DeleteAliasRequest request) {
        String name = ownName(request.aliasName());
        return service.rings().at(Place.of(caller)).decide(decision -> {
            decision.remove(decision.alias(name).orElseThrow(() -> KmsErrors.aliasNotFound(Place.of(caller).arn(name))));
            return DeleteAliasResponse.builder().build();
        });
    }

    ListAliasesResponse list(ListAliasesRequest request) {
        Optional<String> keyId = Optional.ofNullable(request.keyId()).map(given -> finder.own(given).key().name().id());
        List<Alias> all = service.rings().at(Place.of(caller)).aliases().stream()
                .filter(alias -> !alias.name().startsWith(Alias.SERVICES_OWN))
                .filter(alias -> keyId.isEmpty() || alias.keyId().equals(keyId.get())).toList();
        Page<Alias> page = Page.of(all, Alias::name, new Page.Wanted(USUAL, MOST, request.limit(), request.marker()));
        return ListAliasesResponse.builder()
                .aliases(page.items().stream().map(this::described).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    private AliasListEntry described(Alias alias) {
        return AliasListEntry.builder()
                .aliasName(alias.name())
                .aliasArn(Place.of(caller).arn(alias.name()))
                .targetKeyId(alias.keyId())
                .creationDate(Instant.ofEpochMilli(alias.createdAt()))
                .lastUpdatedDate(Instant.ofEpochMilli(alias.updatedAt()))
                .build();
    }

    /** An alias that its account may make, change and delete. */
    private static String ownName(String given) {
        String name = Checks.text("aliasName", given, MOST_NAME);
        if (!name.startsWith(Alias.PREFIX)) {
            throw KmsErrors.validation("Alias must start with the prefix \"alias/\". Please see "
                    + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (!NAME.matcher(name).matches()) {
            throw KmsErrors.invalidAliasName("Alias name " + name + " is not valid: alias/ is followed by letters, digits, /, _ and -");
        }
        if (name.startsWith(Alias.RESERVED) || name.startsWith(Alias.SERVICES_OWN)) {
            throw KmsErrors.accessDenied("The alias " + name + " is reserved for AWS");
        }
        return name;
    }
}
