package dev.forebay.kms;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.*;

/** AWS's interface: which class answers which operation. */
final class KmsOperations implements KmsClient {
    private final KmsService service;
    private final Caller caller;

    KmsOperations(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request) {
        return keys().create(request);
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return keys().describe(request);
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request) {
        return keys().list(request);
    }

    @Override
    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return keys().enable(request);
    }

    @Override
    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return keys().disable(request);
    }

    @Override
    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request) {
        return keys().scheduleDeletion(request);
    }

    @Override
    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return keys().cancelDeletion(request);
    }

    @Override
    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        return keys().describeAnew(request);
    }

    private KeyOperations keys() {
        return new KeyOperations(service, caller);
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        return aliases().create(request);
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        return aliases().update(request);
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        return aliases().delete(request);
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return aliases().list(request);
    }

    private AliasOperations aliases() {
        return new AliasOperations(service, caller);
    }

    @Override
    public EncryptResponse encrypt(EncryptRequest request) {
        return ciphers().encrypt(request);
    }

    @Override
    public DecryptResponse decrypt(DecryptRequest request) {
        return ciphers().decrypt(request);
    }

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return ciphers().reEncrypt(request);
    }

    private CipherOperations ciphers() {
        return new CipherOperations(service, caller);
    }

    @Override
    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(GenerateDataKeyWithoutPlaintextRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyPairResponse generateDataKeyPair(GenerateDataKeyPairRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateDataKeyPairWithoutPlaintextResponse generateDataKeyPairWithoutPlaintext(GenerateDataKeyPairWithoutPlaintextRequest request) {
        return dataKeys().generate(request);
    }

    @Override
    public GenerateRandomResponse generateRandom(GenerateRandomRequest request) {
        return dataKeys().random(request);
    }

    private DataKeyOperations dataKeys() {
        return new DataKeyOperations(service, caller);
    }

    @Override
    public SignResponse sign(SignRequest request) {
        return pairs().sign(request);
    }

    @Override
    public VerifyResponse verify(VerifyRequest request) {
        return pairs().verify(request);
    }

    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return pairs().publicKey(request);
    }

    @Override
    public DeriveSharedSecretResponse deriveSharedSecret(DeriveSharedSecretRequest request) {
        return pairs().derive(request);
    }

    private SignOperations pairs() {
        return new SignOperations(service, caller);
    }

    @Override
    public GenerateMacResponse generateMac(GenerateMacRequest request) {
        return macs().generate(request);
    }

    @Override
    public VerifyMacResponse verifyMac(VerifyMacRequest request) {
        return macs().verify(request);
    }

    private MacOperations macs() {
        return new MacOperations(service, caller);
    }

    @Override
    public CreateGrantResponse createGrant(CreateGrantRequest request) {
        return grants().create(request);
    }

    @Override
    public ListGrantsResponse listGrants(ListGrantsRequest request) {
        return grants().list(request);
    }

    @Override
    public ListRetirableGrantsResponse listRetirableGrants(ListRetirableGrantsRequest request) {
        return grants().retirable(request);
    }

    @Override
    public RetireGrantResponse retireGrant(RetireGrantRequest request) {
        return grants().retire(request);
    }

    @Override
    public RevokeGrantResponse revokeGrant(RevokeGrantRequest request) {
        return grants().revoke(request);
    }

    private GrantOperations grants() {
        return new GrantOperations(service, caller);
    }

    @Override
    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return policies().get(request);
    }

    @Override
    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request) {
        return policies().put(request);
    }

    @Override
    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request) {
        return policies().list(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return policies().tag(request);
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return policies().untag(request);
    }

    @Override
    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        return policies().tags(request);
    }

    private PolicyOperations policies() {
        return new PolicyOperations(service, caller);
    }

    @Override
    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request) {
        return rotations().enable(request);
    }

    @Override
    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request) {
        return rotations().disable(request);
    }

    @Override
    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        return rotations().status(request);
    }

    @Override
    public RotateKeyOnDemandResponse rotateKeyOnDemand(RotateKeyOnDemandRequest request) {
        return rotations().rotate(request);
    }

    @Override
    public ListKeyRotationsResponse listKeyRotations(ListKeyRotationsRequest request) {
        return rotations().list(request);
    }

    private RotationOperations rotations() {
        return new RotationOperations(service, caller);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
