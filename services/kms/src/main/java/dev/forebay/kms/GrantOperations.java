package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Leave to use keys, given and taken back. */
final class GrantOperations {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final int MOST_OF_A_KEY = 50_000;
    private static final int ID_BYTES = 32;

    private final KmsService service;
    private final Caller caller;
    private final KeyFinder finder;
    private final GrantTokens tokens;

    GrantOperations(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
        finder = new KeyFinder(service, caller);
        tokens = new GrantTokens(service, caller);
    }

    CreateGrantResponse create(CreateGrantRequest request) {
        tokens.check(request.grantTokens());
        KeyFinder.Found found = finder.named(Checks.required("keyId", request.keyId()));
        Grant.Terms terms = NewGrant.terms(request, found.enabled().nature());
        Checks.dryRun(request.dryRun());
        String id = HexFormat.of().formatHex(service.materials().bytes(ID_BYTES));
        long now = service.now();
        Grant grant = found.ring().grow(decision -> {
            KeyRecord key = new KeyFinder.Found(found.ring(), decision.key(found.key().name().id())).enabled();
            List<Grant> known = decision.grants(key.name().id());
            // AWS: asked again under the same name, the same grant.
            Optional<Grant> same = known.stream().filter(one -> !terms.name().isEmpty() && one.terms().equals(terms)).findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            if (known.size() >= MOST_OF_A_KEY) {
                throw KmsErrors.limitExceeded("A key has " + MOST_OF_A_KEY + " grants at most: " + key.arn());
            }
            Grant fresh = new Grant(id, key.name(), terms, new Grant.Given(caller.account().value(), now));
            decision.put(fresh);
            return fresh;
        });
        return CreateGrantResponse.builder().grantId(grant.id()).grantToken(GrantTokens.of(grant)).build();
    }

    ListGrantsResponse list(ListGrantsRequest request) {
        KeyFinder.Found found = finder.named(Checks.required("keyId", request.keyId()));
        List<Grant> all = found.ring().grants(found.key().name().id()).stream()
                .filter(grant -> request.grantId() == null || grant.id().equals(request.grantId()))
                .filter(grant -> request.granteePrincipal() == null || grant.terms().grantee().equals(request.granteePrincipal())).toList();
        Page<Grant> page = Page.of(all, Grant::id, new Page.Wanted(USUAL, MOST, request.limit(), request.marker()));
        return ListGrantsResponse.builder()
                .grants(page.items().stream().map(GrantOperations::entry).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    ListRetirableGrantsResponse retirable(ListRetirableGrantsRequest request) {
        String principal = Checks.required("retiringPrincipal", request.retiringPrincipal());
        List<Grant> all = service.rings().at(Place.of(caller)).grants().stream()
                .filter(grant -> grant.terms().retiring().equals(principal)).toList();
        Page<Grant> page = Page.of(all, grant -> grant.key().id() + "/" + grant.id(), new Page.Wanted(USUAL, MOST, request.limit(), request.marker()));
        return ListRetirableGrantsResponse.builder()
                .grants(page.items().stream().map(GrantOperations::entry).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    private static GrantListEntry entry(Grant grant) {
        Grant.Terms terms = grant.terms();
        return GrantListEntry.builder()
                .keyId(grant.key().arn())
                .grantId(grant.id())
                .name(terms.name())
                .creationDate(Instant.ofEpochMilli(grant.given().at()))
                .granteePrincipal(terms.grantee())
                .retiringPrincipal(terms.retiring().isEmpty() ? null : terms.retiring())
                .issuingAccount("arn:aws:iam::" + grant.given().account() + ":root")
                .operationsWithStrings(terms.operations().stream().sorted().toList())
                .constraints(constraints(terms.constraint()))
                .build();
    }

    private static GrantConstraints constraints(Grant.Constraint constraint) {
        return switch (constraint.kind()) {
            case NONE -> null;
            case EQUALS -> GrantConstraints.builder().encryptionContextEquals(constraint.context()).build();
            case SUBSET -> GrantConstraints.builder().encryptionContextSubset(constraint.context()).build();
        };
    }

    RetireGrantResponse retire(RetireGrantRequest request) {
        Grant grant = named(request);
        Checks.dryRun(request.dryRun());
        remove(service.rings().look(grant.key().place()), grant.key().id(), grant.id());
        return RetireGrantResponse.builder().build();
    }

    private Grant named(RetireGrantRequest request) {
        if (request.grantToken() != null) {
            return tokens.find(request.grantToken()).orElseThrow(() -> KmsErrors.notFound("The grant that the token names does not exist."));
        }
        if (request.keyId() == null || request.grantId() == null) {
            throw KmsErrors.validation("Specify a grant token, or a key's ARN and a grant's id.");
        }
        KeyFinder.Found found = finder.named(request.keyId());
        return found.ring().grants(found.key().name().id()).stream().filter(grant -> grant.id().equals(request.grantId())).findFirst()
                .orElseThrow(() -> noSuchGrant(request.grantId()));
    }

    RevokeGrantResponse revoke(RevokeGrantRequest request) {
        String grantId = Checks.required("grantId", request.grantId());
        KeyFinder.Found found = finder.named(Checks.required("keyId", request.keyId()));
        if (request.dryRun() != null && request.dryRun()) {
            found.ring().grants(found.key().name().id()).stream().filter(grant -> grant.id().equals(grantId)).findFirst()
                    .orElseThrow(() -> noSuchGrant(grantId));
            throw KmsErrors.dryRun();
        }
        remove(found.ring(), found.key().name().id(), grantId);
        return RevokeGrantResponse.builder().build();
    }

    private static void remove(KeyRing ring, String keyId, String grantId) {
        ring.decide(decision -> {
            Grant grant = decision.grant(keyId, grantId).orElseThrow(() -> noSuchGrant(grantId));
            decision.remove(grant);
            return grant;
        });
    }

    private static RuntimeException noSuchGrant(String id) {
        return KmsErrors.notFound("Grant ID " + id + " not found");
    }
}
