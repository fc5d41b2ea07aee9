package io.keyhold.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generated records of the domain, for the properties of every package. */
public final class Generated {

  private Generated() {}

  /** Any text, with letters of all scripts, control characters, quotes and emoji. */
  public static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(30)
        .filter(text -> text.codePoints().noneMatch(Generated::isHalfOfAPair));
  }

  private static boolean isHalfOfAPair(int codePoint) {
    return codePoint <= 0xFFFF && Character.isSurrogate((char) codePoint);
  }

  public static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 7_258_118_400L),
            Arbitraries.integers().between(0, 999_999_999))
        .as((seconds, nanos) -> Instant.ofEpochSecond(seconds, nanos));
  }

  public static Arbitrary<Lun> luns() {
    return Arbitraries.integers().between(-1, 63).map(n -> n < 0 ? Lun.OS : Lun.data(n));
  }

  public static Arbitrary<ArmId> armIds(String type) {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("ABC-_.0123456789")
        .ofMinLength(1)
        .ofMaxLength(40)
        .map(name -> ArmId.compute("11111111-1111-1111-1111-111111111111", "rg", type, name));
  }

  public static Arbitrary<KeyRef> keyRefs(KeyRef.Kind kind) {
    return Combinators.combine(
            Arbitraries.of(
                "kv-prod.vault.azure.net",
                "KV-Prod.Vault.Azure.Net:443",
                "hsm1.managedhsm.azure.net",
                "kv2.vault.azure.cn"),
            Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(30),
            Arbitraries.strings().numeric().withCharRange('a', 'f').ofLength(32).optional())
        .as(
            (host, name, version) ->
                "https://"
                    + host
                    + "/"
                    + kind.segment()
                    + "/"
                    + name
                    + version.map(v -> "/" + v).orElse(""))
        .map(url -> KeyRef.parse(url).orElseThrow());
  }

  public static Arbitrary<Problem> problems() {
    return Combinators.combine(Arbitraries.of(Code.values()), texts(), texts()).as(Problem::new);
  }

  public static Arbitrary<Finding> findings() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Finding.Available()),
        problems().list().ofMinSize(1).ofMaxSize(3).map(Finding.AvailableWithWarning::new),
        Combinators.combine(problems(), instants().optional()).as(Finding.Unavailable::new),
        problems().map(Finding.Lost::new),
        problems().map(Finding.Unknown::new),
        problems().map(Finding.Unverified::new));
  }

  public static Arbitrary<Verdict> verdicts() {
    return Combinators.combine(texts(), texts().optional(), findings(), instants())
        .as(Verdict::new);
  }

  public static Arbitrary<Decision> decisions() {
    return Combinators.combine(Arbitraries.of(Action.values()), problems().list().ofMaxSize(3))
        .as(Decision::new);
  }

  public static Arbitrary<AtRest> atRest() {
    return Arbitraries.oneOf(
        Arbitraries.just(new AtRest.PlatformKey()),
        Combinators.combine(armIds("diskEncryptionSets"), Arbitraries.of(true, false))
            .as(AtRest.CustomerKey::new));
  }

  public static Arbitrary<InGuest> inGuest() {
    return Arbitraries.oneOf(
        Arbitraries.just(new InGuest.Undeclared()),
        volumes().list().ofMinSize(1).ofMaxSize(3).map(InGuest.AzureDiskEncryption::new),
        keyRefs(KeyRef.Kind.SECRET).map(InGuest.SelfManaged::new),
        texts().map(InGuest.KeptElsewhere::new),
        texts().optional().map(InGuest.CloudLink::new),
        problems().map(InGuest.Unacceptable::new));
  }

  private static Arbitrary<InGuest.Volume> volumes() {
    return Combinators.combine(keyRefs(KeyRef.Kind.SECRET), keyRefs(KeyRef.Kind.KEY).optional())
        .as(InGuest.Volume::new);
  }

  public static Arbitrary<DiskRecord> disks() {
    return Combinators.combine(
            luns(),
            armIds("disks"),
            texts(),
            Arbitraries.longs().greaterOrEqual(0),
            traits(),
            Combinators.combine(atRest(), inGuest()).as(DiskEncryption::new))
        .as(DiskRecord::new);
  }

  private static Arbitrary<Disk.DiskTraits> traits() {
    return Combinators.combine(
            texts(),
            texts().optional(),
            texts().optional(),
            texts().optional(),
            texts().optional(),
            texts().optional())
        .as(Disk.DiskTraits::new);
  }

  public static Arbitrary<SnapshotRecord> snapshots() {
    return Combinators.combine(
            luns(), armIds("snapshots"), texts(), Arbitraries.longs().greaterOrEqual(0))
        .as(SnapshotRecord::new);
  }

  private static Arbitrary<CopyRecord> copies() {
    return Combinators.combine(
            luns(), armIds("snapshots"), texts(), Arbitraries.longs().greaterOrEqual(0), atRest())
        .as(CopyRecord::new);
  }

  private static Arbitrary<MachineModel> machineModels() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<List<Optional<String>>> words = texts().optional().list().ofSize(5);
    Arbitrary<MachineModel.DiskUse> use =
        Combinators.combine(luns(), texts().optional(), flag).as(MachineModel.DiskUse::new);
    return Combinators.combine(
            words,
            Combinators.combine(texts().optional(), flag, flag, flag)
                .as(MachineModel.Security::new),
            Combinators.combine(texts(), texts(), texts()).as(MachineModel.Plan::new).optional(),
            flag,
            Arbitraries.maps(names(), texts()).ofMaxSize(3),
            armIds("networkInterfaces").list().ofMaxSize(2),
            Combinators.combine(texts().optional(), texts().optional())
                .as(AdeVolume::new)
                .list()
                .ofMaxSize(2),
            use.list().ofMaxSize(3))
        .as(
            (word, security, plan, ultraDisks, tags, nics, volumes, uses) ->
                new MachineModel(
                    word.get(0),
                    word.get(1),
                    security,
                    word.get(2),
                    word.get(3),
                    word.get(4),
                    plan,
                    ultraDisks,
                    tags,
                    nics,
                    volumes,
                    uses));
  }

  public static Arbitrary<Change> changes() {
    Arbitrary<List<Problem>> causes = problems().list().ofMaxSize(3);
    Arbitrary<List<SnapshotRecord>> snapshots = snapshots().list().ofMaxSize(3);
    return Arbitraries.oneOf(
        Combinators.combine(
                disks().list().ofMaxSize(3),
                verdicts().list().ofMaxSize(4),
                decisions(),
                problems().list().ofMaxSize(3),
                machineModels().optional())
            .as(Change.Gated::new),
        causes.map(Change.Refused::new),
        Combinators.combine(snapshots, causes).as(Change.Held::new),
        snapshots.map(Change.Taken::new),
        Combinators.combine(
                Combinators.combine(luns(), armIds("snapshots"))
                    .as(CopyPlan::new)
                    .list()
                    .ofMaxSize(3),
                verdicts().list().ofMaxSize(4),
                decisions())
            .as(Change.CopyGated::new),
        Combinators.combine(causes, Arbitraries.of(true, false)).as(Change.NotCopied::new),
        copies().list().ofMaxSize(3).map(Change.Completed::new),
        Combinators.combine(texts(), instants()).as(Change.Expiring::new),
        Combinators.combine(Arbitraries.of(PointState.values()), texts()).as(Change.Kept::new),
        Arbitraries.just(new Change.Expired()),
        problems().map(Change.Failed::new),
        problems().map(Change.Abandoned::new));
  }

  public static Arbitrary<KeyRules> keyRules() {
    return Combinators.combine(
            vaultNames().set().ofMaxSize(3),
            Arbitraries.of(KeyRules.Check.values()),
            Arbitraries.of(KeyRules.Stop.values()),
            Arbitraries.of(KeyRules.Stop.values()),
            Arbitraries.integers().between(0, 1_440).map(Duration::ofMinutes),
            Arbitraries.of(KeyRules.Tolerance.values()),
            Arbitraries.of(KeyRules.Tolerance.values()))
        .as(KeyRules::new);
  }

  private static Arbitrary<String> vaultNames() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(24);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(20);
  }

  /** Policies that a document may hold: at most six slots a day, kept for at most 50 days. */
  public static Arbitrary<Policy> policies() {
    return Combinators.combine(
            names(),
            Arbitraries.of(
                    "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-22222222222A")
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .uniqueElements(),
            schedules(),
            Combinators.combine(names(), Arbitraries.of(Policy.NetworkAccess.values()))
                .as(Policy.SnapshotTarget::new),
            copyTargets().optional(),
            Combinators.combine(
                    Arbitraries.integers().between(1, 50), Arbitraries.integers().between(1, 100))
                .as(Policy.Keep::new),
            keyRules())
        .as(Policy::new)
        .filter(policy -> policy.copy().filter(to -> !canBe(policy, to)).isEmpty());
  }

  private static boolean canBe(Policy policy, Policy.CopyTarget target) {
    return !target.resourceGroup().equalsIgnoreCase(policy.snapshots().resourceGroup())
        && target
            .diskEncryptionSet()
            .filter(set -> !policy.subscriptions().contains(set.subscription()))
            .isEmpty();
  }

  private static Arbitrary<Policy.CopyTarget> copyTargets() {
    return Combinators.combine(
            Arbitraries.of("northeurope", "westeurope", "eastus2"),
            names(),
            armIds("diskEncryptionSets").optional(),
            Arbitraries.of(true, false))
        .as(Policy.CopyTarget::new)
        .filter(target -> target.diskEncryptionSet().isPresent() || target.allowPlatformKey());
  }

  public static Arbitrary<Policy.Schedule> schedules() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 59),
            Arbitraries.of("2", "23", "*/4", "1,2,3", "0-3"),
            Arbitraries.of("* * *", "1 * *", "* * 1-5", "15 * 0", "* 1-6 *", "29 2 *"),
            Arbitraries.of("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"))
        .as(
            (minute, hour, days, zone) ->
                new Policy.Schedule(minute + " " + hour + " " + days, ZoneId.of(zone)));
  }

  public static Arbitrary<Origin> origins() {
    return Combinators.combine(
            armIds("virtualMachines"), texts(), policies(), instants(), texts().optional())
        .as(Origin::new);
  }

  public static Arbitrary<Event> events() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 9_999),
            hashes().optional(),
            instants(),
            texts(),
            origins().optional(),
            changes())
        .as(Event::new);
  }

  private static Arbitrary<String> hashes() {
    return Arbitraries.strings().numeric().withCharRange('a', 'f').ofLength(64);
  }

  /** A verdict whose finding is this one; what else it holds does not matter. */
  public static Verdict verdict(Finding finding) {
    return new Verdict(
        "https://kv.vault.azure.net/keys/k", Optional.empty(), finding, Instant.EPOCH);
  }
}
