using FhirAdapter.Failures;
using FhirAdapter.Outbox;
using FhirAdapter.Records;

namespace FhirAdapter.Destinations.Files;

/// <summary>Fills the references of one delivery: literal to what is written here, logical to everything else.</summary>
internal sealed class LiteralReferences(
    Delivery delivery, IReadOnlyList<MappedResource> written, IReadOnlySet<RecordKey> arriving, Func<string, BusinessIdentifier, string> idOf)
{
    private readonly HashSet<(string, string?, string?)> _own =
        [.. written.Select(resource => (resource.Resource.TypeName, resource.Identifier.System, resource.Identifier.Value))];

    /// <summary>Gives why the delivery has to wait, where a record it cannot do without is not here.</summary>
    public Failure? Awaited()
    {
        foreach (var resource in written)
        {
            if (resource.References.FirstOrDefault(reference => reference is { Required: true, Record: not null } && !IsHere(reference)) is not { } missing)
                continue;
            var parked = delivery.DependsOn.Any(dependency => dependency.Key == missing.Record && dependency.State == DeliveryState.Parked);
            return new Failure(
                parked ? FailureCode.ReferenceParked : FailureCode.ReferenceAwaited, missing.Record.ToString(), "that record, delivered before this one");
        }

        return null;
    }

    /// <summary>Sets the literal references of a resource; those that stay logical have only their type and identifier.</summary>
    public void Fill(MappedResource resource)
    {
        foreach (var reference in resource.References)
            reference.Element.Reference = IsHere(reference) ? $"{reference.TargetType}/{idOf(reference.TargetType, reference.Target)}" : null;
    }

    private bool IsHere(OpenReference reference) =>
        _own.Contains((reference.TargetType, reference.Target.System, reference.Target.Value))
        || (reference.Record is { } record
            && (record == delivery.Key
                || arriving.Contains(record)
                || delivery.DependsOn.Any(dependency => dependency.Key == record && !dependency.Remote.IsEmpty)));
}
