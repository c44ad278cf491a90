using System.Text.Json.Nodes;
using FhirAdapter.Proof.Clinic;
using FhirAdapter.Records;

namespace FhirAdapter.Proof.Matrix;

/// <summary>Somebody at the hospital changes the resource by hand before the adapter's next version comes.</summary>
internal static class ForeignEdit
{
    private const string Words = "changed by hand";

    public static void Make(CellWorld world, Cell cell) => world.Server.Service.Look(store =>
    {
        var (type, identifier) = ClinicRecords.ResourceOf(new RecordKey(cell.Kind, CellWorld.Subject));
        var stored = store.Find(type, identifier).Single();
        var edited = (JsonObject)stored.Json.DeepClone();
        edited["implicitRules"] = Words;
        return store.Put(type, stored.Id, edited);
    });

    /// <summary>Whether what was changed by hand is still there.</summary>
    public static bool Stands(CellWorld world) =>
        world.Server.Service.Look(store => store.All.Any(each => (string?)each.Json["implicitRules"] == Words));
}
