using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace FhirAdapter.Destinations.FhirServers.Bundles;

/// <summary>Puts into a resource what it replaces or retracts, in the element that its kind of server keeps, and takes it out again.</summary>
internal static class LinkedContent
{
    /// <summary>Changes a resource for the time of being written.</summary>
    /// <returns>What puts it back as it was.</returns>
    public static Action Put(Resource resource, Link link)
    {
        var identifiers = Identifiers(resource);
        List<Identifier> named = [.. identifiers ?? []];
        identifiers?.Clear();
        var undo = resource switch
        {
            Procedure procedure => Note(procedure.Note, link),
            Condition condition => Note(condition.Note, link),
            AllergyIntolerance allergy => Note(allergy.Note, link),
            Observation observation => Corrected(observation, link),
            DocumentReference document => Replacing(document, link),
            _ => () => { },
        };
        var status = link.IsRetraction ? TakenStatus.Put(resource, link.Type) : () => { };
        return () =>
        {
            status();
            undo();
            identifiers?.AddRange(named);
        };
    }

    // Two resources of one identifier would be two of one identity.
    private static List<Identifier>? Identifiers(Resource resource) => resource switch
    {
        Procedure procedure => procedure.Identifier,
        Condition condition => condition.Identifier,
        AllergyIntolerance allergy => allergy.Identifier,
        Observation observation => observation.Identifier,
        DocumentReference document => document.Identifier,
        _ => null,
    };

    private static Action Note(List<Annotation> notes, Link link)
    {
        if (notes.Count == 0)
        {
            var note = new Annotation { Text = Cut(link.Words, link.LongestNote) };
            notes.Add(note);
            return () => notes.Remove(note);
        }
        // Where a server keeps one note only, it is the first.
        var (first, before) = (notes[0], notes[0].Text);
        first.Text = Cut($"{link.Words} {before}", link.LongestNote);
        return () => first.Text = before;
    }

    private static Action Corrected(Observation observation, Link link)
    {
        var undo = Note(observation.Note, link);
        var status = observation.Status;
        if (!link.IsRetraction && link.Amendment.Status is { } code && EnumUtility.ParseLiteral<ObservationStatus>(code) is { } corrected)
            observation.Status = corrected;
        return () =>
        {
            undo();
            observation.Status = status;
        };
    }

    private static Action Replacing(DocumentReference document, Link link)
    {
        var (description, relation) = (document.Description, new DocumentReference.RelatesToComponent
        {
            Code = DocumentRelationshipType.Replaces, Target = new ResourceReference(link.Literal),
        });
        if (link.Amendment.Element == "relatesTo")
            document.RelatesTo.Add(relation);
        document.Description = description is null ? link.Words : $"{link.Words} {description}";
        return () =>
        {
            document.RelatesTo.Remove(relation);
            document.Description = description;
        };
    }

    private static string Cut(string text, int? longest)
    {
        if (longest is not { } most || text.Length <= most)
            return text;
        var end = text.LastIndexOf(' ', Math.Max(0, most - 1));
        return text[..(end > 0 ? end : most - 1)] + "\u2026";
    }
}
