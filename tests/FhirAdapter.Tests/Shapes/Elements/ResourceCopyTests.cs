using CsCheck;
using FhirAdapter.Records;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Records.Generated;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes.Elements;

public sealed class ResourceCopyTests
{
    [Fact]
    public void What_a_destination_changes_is_the_copys_own() => GeneratedRecords.Any.Sample(record =>
    {
        foreach (var mapped in Mapped.Of(record).Resources.Where(each => each.Role != ResourceRole.Party))
        {
            var before = Mapped.Json(mapped.Resource);
            var copy = ResourceCopy.Of(mapped);
            Assert.Equal(before, Mapped.Json(copy.Resource));

            Change(copy);
            Assert.Equal(before, Mapped.Json(mapped.Resource));
        }
    }, iter: 300, threads: 1);

    // As it writes: the identifiers out, a word into each note, an id, and where the references lead.
    private static void Change(ResourceCopy copy)
    {
        copy.Resource.Id = "1";
        foreach (var reference in copy.References)
            reference.Element.Reference = "Patient/1";
        (copy.Resource as IIdentifiable<List<Identifier>>)?.Identifier.Clear();
        if (copy.Resource.TryGetValue("note", out var notes))
            ((List<Annotation>)notes).ForEach(note => note.Text = "another");
    }
}
