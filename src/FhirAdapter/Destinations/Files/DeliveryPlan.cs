using System.Security.Cryptography;
using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.Files;

/// <summary>Decides what is written for the deliveries of one lane. No I/O.</summary>
/// <param name="options">Whether patients and practitioners are written, and how long what cannot be written waits.</param>
/// <param name="idOf">Gives a resource its id, the same for ever.</param>
/// <param name="retract">Gives the resource that takes back a part a record no longer has.</param>
internal sealed class DeliveryPlan(
    FilesDestinationOptions options, Func<string, BusinessIdentifier, string> idOf, Func<ClinicRecord, string, BusinessIdentifier, MappedResource?> retract)
{
    /// <summary>Plans each delivery of a lane, in order.</summary>
    public IReadOnlyList<PlannedDelivery> Of(IReadOnlyList<Delivery> lane)
    {
        var arriving = new HashSet<RecordKey>();
        var planned = new List<PlannedDelivery>(lane.Count);
        foreach (var delivery in lane)
        {
            var plan = Of(delivery, arriving);
            if (plan.OnceWritten is DeliveryOutcome.Delivered)
                arriving.Add(delivery.Key);
            planned.Add(plan);
        }

        return planned;
    }

    private PlannedDelivery Of(Delivery delivery, HashSet<RecordKey> arriving)
    {
        var resources = delivery.Resources.Where(resource => options.Parties == PartyWriting.Write || resource.Role != ResourceRole.Party).ToList();
        var references = new LiteralReferences(delivery, resources, arriving, idOf);
        if (references.Awaited() is { } awaited)
            return new PlannedDelivery(new DeliveryOutcome.Held(awaited), []);

        var before = RemoteResource.Read(delivery.Remote);
        if (before.Any(part => part.Id != idOf(part.Type, new BusinessIdentifier { System = part.System, Value = part.Value })))
            return AnotherKey();
        var now = resources.Select(resource => NameOf(resource)).ToHashSet();
        var retracted = before.Where(part => !now.Contains(part.Name))
            .Select(part => retract(delivery.Record, part.Type, new BusinessIdentifier { System = part.System, Value = part.Value }))
            .OfType<MappedResource>();

        var hashes = before.GroupBy(part => part.Name).ToDictionary(parts => parts.Key, parts => parts.Last().Hash);
        var lines = new List<ResourceLine>();
        var remote = new List<RemoteResource>();
        foreach (var resource in resources.Concat(retracted))
        {
            references.Fill(resource);
            resource.Resource.Id = idOf(resource.Resource.TypeName, resource.Identifier);
            if (ResourceLine.Of(resource.Resource) is not { } line)
                return Unwritable(resource, delivery);
            var name = NameOf(resource);
            var hash = Convert.ToHexStringLower(SHA256.HashData(line.Utf8.Span));
            if (hashes.GetValueOrDefault(name) != hash)
                lines.Add(line);
            if (now.Contains(name))
                remote.Add(new RemoteResource(name.Type, name.System, name.Value, resource.Resource.Id, hash));
        }

        var main = resources.Find(resource => resource.Role == ResourceRole.Main)?.Resource;
        return new PlannedDelivery(
            new DeliveryOutcome.Delivered(RemoteResource.Write(remote), main is null ? null : $"{main.TypeName}/{main.Id}"), lines);
    }

    // Under another id everything would be there twice. Nothing is lost by waiting: no attempt is used up.
    private PlannedDelivery AnotherKey() => new(
        new DeliveryOutcome.Deferred(
            new Failure(
                FailureCode.IdentityKeyChanged, "Identity:KeyFile",
                "the key that what is there was named with; put it back, or give the destination another name and an empty folder to have all written anew"),
            options.PauseWhenUnavailable, UsesAttempt: false, Remote: default),
        []);

    private static PlannedDelivery Unwritable(MappedResource resource, Delivery delivery) => new(
        new DeliveryOutcome.Rejected(
            new Failure(FailureCode.Internal, resource.Resource.TypeName, "a resource that can be written as JSON"), delivery.Remote), []);

    private static (string Type, string? System, string? Value) NameOf(MappedResource resource) =>
        (resource.Resource.TypeName, resource.Identifier.System, resource.Identifier.Value);
}
