using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// The distinct needle products of a session, each a Device that the Procedure used, for tracing a lot. Not a focal device: that would say
/// that the patient carries it (FHIR R4 Procedure.focalDevice).
/// </summary>
internal sealed class NeedleProducts
{
    private readonly List<(Needle Product, string Path)> _products = [];

    private NeedleProducts()
    {
    }

    /// <summary>The products of a record, in the order in which they are first named.</summary>
    public static NeedleProducts Of(NeedlingProcedure record)
    {
        var products = new NeedleProducts();
        for (var s = 0; s < (record.Sites?.Count ?? 0); s++)
        {
            for (var n = 0; n < (record.Sites![s].Needles?.Count ?? 0); n++)
            {
                var product = record.Sites[s].Needles![n] with { Count = 1 };
                if (!products._products.Exists(p => IsSame(p.Product, product)))
                    products._products.Add((product, $"sites[{s}].needles[{n}]"));
            }
        }

        return products;
    }

    /// <summary>Adds a Device for each product.</summary>
    public void AddDevices(Draft draft)
    {
        for (var i = 0; i < _products.Count; i++)
            draft.Add(Device(draft, _products[i].Product, _products[i].Path, Identifier(draft, i)), Identifier(draft, i), ResourceRole.Part);
    }

    /// <summary>References to all of them.</summary>
    public List<ResourceReference> References(Draft draft) => [.. _products.Select((_, i) => Reference(draft, i))];

    /// <summary>A reference to the Device of a needle.</summary>
    public ResourceReference Reference(Draft draft, Needle needle)
    {
        var product = needle with { Count = 1 };
        return Reference(draft, _products.FindIndex(p => IsSame(p.Product, product)));
    }

    // What is written 0.3 here and 0.30 there is told as it was written.
    private static bool IsSame(Needle one, Needle other) =>
        one == other && one.DiameterMm?.Scale == other.DiameterMm?.Scale && one.LengthMm?.Scale == other.LengthMm?.Scale;

    /// <summary>A product for a person to read, for example "0.30 x 40 mm, stainless steel, lot A1".</summary>
    public static string Name(Draft draft, Needle needle)
    {
        List<string> parts = [];
        if (needle.DiameterMm is { } diameter && needle.LengthMm is { } length)
            parts.Add($"{draft.Words.Number(diameter)} x {draft.Words.Number(length)} mm");
        else if ((needle.DiameterMm ?? needle.LengthMm) is { } one)
            parts.Add($"{(needle.DiameterMm is null ? draft.Words.Length : draft.Words.Diameter)} {draft.Words.Number(one)} mm");
        if (Display(draft, "needle-material", needle.Material) is { } material)
            parts.Add(material);
        if (!string.IsNullOrWhiteSpace(needle.Lot))
            parts.Add($"{draft.Words.Lot} {needle.Lot}");
        return parts.Count == 0 ? draft.Words.Needle : string.Join(", ", parts);
    }

    /// <summary>So many of a product, for a person to read.</summary>
    public static string Counted(Draft draft, Needle needle)
    {
        var product = Name(draft, needle);
        var number = draft.Words.Needles(needle.Count);
        return product == draft.Words.Needle ? number : $"{number} {product}";
    }

    // The name tells size, material and lot already.
    private static string Line(Draft draft, Needle needle, string name)
    {
        List<string> parts = name == draft.Words.Needle ? [] : [name];
        if (Display(draft, "needle-coating", needle.Coating) is { } coating)
            parts.Add($"{draft.Words.Coating} {coating}");
        if (!string.IsNullOrWhiteSpace(needle.Maker))
            parts.Add($"{draft.Words.MadeBy} {needle.Maker}");
        if (needle.Expires is { } day)
            parts.Add($"{draft.Words.Expires} {Times.Day(day)}");
        return parts.Count == 0 ? draft.Words.Needle + "." : $"{draft.Words.Needle}: {string.Join(", ", parts)}.";
    }

    private static string? Display(Draft draft, string codeSystemName, string? code) =>
        code is not null && draft.Context.Vocabulary.Find(codeSystemName, code) is { } term ? draft.Words.Within(term.Display) : null;

    private static BusinessIdentifier Identifier(Draft draft, int index) => draft.Identity.Needle(draft.Id, index + 1);

    private static ResourceReference Reference(Draft draft, int index) => draft.Refer("Device", Identifier(draft, index), required: true);

    private static Device Device(Draft draft, Needle needle, string path, BusinessIdentifier identifier)
    {
        var name = Name(draft, needle);
        var device = new Device
        {
            Identifier = Parties.Identifiers(identifier),
            Status = draft.InError ? Hl7.Fhir.Model.Device.FHIRDeviceStatus.EnteredInError : null,
            Type = draft.Fixed("device-type", "needle"),
            DeviceName = [new() { Name = name, Type = DeviceNameType.UserFriendlyName }],
            Manufacturer = string.IsNullOrWhiteSpace(needle.Maker) ? null : needle.Maker,
            LotNumber = string.IsNullOrWhiteSpace(needle.Lot) ? null : needle.Lot,
            ExpirationDate = needle.Expires is { } day ? Times.Day(day) : null,
        };
        AddSize(draft, device, "diameter", needle.DiameterMm);
        AddSize(draft, device, "length", needle.LengthMm);
        AddKind(draft, device, "material", draft.Code("needle-material", needle.Material, path + ".material"));
        AddKind(draft, device, "coating", draft.Code("needle-coating", needle.Coating, path + ".coating"));
        device.Narrate(draft, [Line(draft, needle, name)]);
        return device;
    }

    private static void AddSize(Draft draft, Device device, string property, decimal? millimetres)
    {
        if (Quantities.Of(draft.Words, millimetres, "mm") is { } size)
            device.Property.Add(new() { Type = draft.Fixed("needle-property", property), ValueQuantity = [size] });
    }

    private static void AddKind(Draft draft, Device device, string property, CodeableConcept? kind)
    {
        if (kind is not null)
            device.Property.Add(new() { Type = draft.Fixed("needle-property", property), ValueCode = [kind] });
    }
}
