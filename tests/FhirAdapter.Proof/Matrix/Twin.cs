using System.Text.Json.Nodes;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>The record is at the server already, as by a request whose answer the ledger never got: only the last page of a search shows it.</summary>
internal static class Twin
{
    /// <summary>Copies to the server what another one was sent.</summary>
    public static void Put(CellWorld world, Cell cell)
    {
        var (type, identifier) = ClinicRecords.ResourceOf(new RecordKey(cell.Kind, CellWorld.Subject));
        var json = world.Other.Service.Look(store => (JsonObject)store.Find(type, identifier).Single().Json.DeepClone());
        world.Server.Service.Look(store => store.Put(type, store.NextId(type), json));
    }
}
