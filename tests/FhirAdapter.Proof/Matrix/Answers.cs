using FhirAdapter.Proof.FaultServer;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>What is answered in place of what should be, by what was asked.</summary>
internal static class Answers
{
    public static WireReply WrongResource(Cell cell, WireRequest request, WireReply reply, CellWorld world) => cell.Interaction switch
    {
        Interaction.Token or Interaction.SmartConfiguration => WireReply.Text(200, """{"resourceType":"Basic","id":"other"}"""),
        Interaction.Search or Interaction.ReadBack or Interaction.NextPage => WireReply.Text(200, """
            {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Basic","id":"other"}}]}
            """),
        _ => Replies.Renamed(reply, cell.Variant % 2 == 0
            ? "Basic/other/_history/1"
            : $"{Clinic.ClinicRecords.ResourceOf(new RecordKey(cell.Kind, "x")).Type}/other/_history/1"),
    };

    public static WireReply NoContent(Cell cell, WireRequest request, WireReply reply, CellWorld world) =>
        cell.IsRead ? WireReply.Empty(204) : cell.IsBundle ? WireReply.Empty(204) : Replies.Nameless(reply, 204);

    public static WireReply OtherEntries(Cell cell, WireRequest request, WireReply reply, CellWorld world) => Replies.EachEntry(reply, entries =>
    {
        switch (cell.Variant % 3)
        {
            case 0:
                entries.RemoveAt(entries.Count - 1);
                break;
            case 1:
                entries.Add(entries[0]!.DeepClone());
                break;
            default:
                var first = entries[0]!.DeepClone();
                entries.RemoveAt(0);
                entries.Add(first);
                break;
        }
    });
}
