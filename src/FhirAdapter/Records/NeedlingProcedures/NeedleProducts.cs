using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>
/// The distinct needle products of a session, each a Device that the Procedure used, for tracing a lot. Not a focal device: that would say
/// that the patient carries it (FHIR R4 Procedure.focalDevice).
/// </summary>
internal sealed class NeedleProducts
{
    private readonly Draft _draft;
    private readonly List<(Needle Product, string Path, string Name, BusinessIdentifier Identifier)> _products = [];

    private NeedleProducts(Draft draft) => _draft = draft;

    /// <summary>The products of a record, in the order in which they are first named.</summary>
    public static NeedleProducts Of(Draft draft, NeedlingProcedure record)
    {
        var products = new NeedleProducts(draft);
        for (var s = 0; s < (record.Sites?.Count ?? 0); s++)
        {
            for (var n = 0; n < (record.Sites![s].Needles?.Count ?? 0); n++)
            {
                var needle = record.Sites[s].Needles![n];
                if (products.IndexOf(needle) < 0)
                    products._products.Add((needle, $"sites[{s}].needles[{n}]", NameOf(draft, needle), draft.Identity.Needle(draft.Id, products._products.Count + 1)));
            }
        }

        return products;
    }

    /// <summary>Adds a Device for each product.</summary>
    public void AddDevices()
    {
        foreach (var (product, path, name, identifier) in _products)
            _draft.Add(Device(product, path, name, identifier), identifier, ResourceRole.Part);
    }

    /// <summary>References to all of them.</summary>
    public List<ResourceReference> References() => [.. _products.Select((_, i) => Reference(i))];

    /// <summary>A reference to the Device of a needle.</summary>
    public ResourceReference Reference(Needle needle) => Reference(IndexOf(needle));

    /// <summary>A needle's product for a person to read, for example "0.30 x 40 mm, stainless steel, lot A1".</summary>
    public string Name(Needle needle) => _products[IndexOf(needle)].Name;

    /// <summary>So many of a product, for a person to read.</summary>
    public string Counted(Needle needle)
    {
        var product = Name(needle);
        var number = _draft.Words.Needles(needle.Count);
        return product == _draft.Words.Needle ? number : $"{number} {product}";
    }

    private int IndexOf(Needle needle)
    {
        for (var i = 0; i < _products.Count; i++)
        {
            if (IsSame(_products[i].Product, needle))
                return i;
        }

        return -1;
    }

    // How many there are is not the product's. What is written 0.3 here and 0.30 there is told as it was written.
    private static bool IsSame(Needle one, Needle other) =>
        ReferenceEquals(one, other)
        || (one.DiameterMm == other.DiameterMm && one.LengthMm == other.LengthMm
        && one.DiameterMm?.Scale == other.DiameterMm?.Scale && one.LengthMm?.Scale == other.LengthMm?.Scale
        && one.Material == other.Material && one.Coating == other.Coating && one.Maker == other.Maker && one.Lot == other.Lot && one.Expires == other.Expires);

    private static string NameOf(Draft draft, Needle needle)
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

    private ResourceReference Reference(int index) => _draft.Refer("Device", _products[index].Identifier, required: true);

    private Device Device(Needle needle, string path, string name, BusinessIdentifier identifier)
    {
        var device = new Device
        {
            Identifier = Parties.Identifiers(identifier),
            Status = _draft.InError ? Hl7.Fhir.Model.Device.FHIRDeviceStatus.EnteredInError : null,
            Type = _draft.Fixed("device-type", "needle"),
            DeviceName = [new() { Name = name, Type = DeviceNameType.UserFriendlyName }],
            Manufacturer = string.IsNullOrWhiteSpace(needle.Maker) ? null : needle.Maker,
            LotNumber = string.IsNullOrWhiteSpace(needle.Lot) ? null : needle.Lot,
            ExpirationDate = needle.Expires is { } day ? Times.Day(day) : null,
        };
        AddSize(device, "diameter", needle.DiameterMm);
        AddSize(device, "length", needle.LengthMm);
        AddKind(device, "material", _draft.Code("needle-material", needle.Material, path + ".material"));
        AddKind(device, "coating", _draft.Code("needle-coating", needle.Coating, path + ".coating"));
        device.Narrate(_draft, [Line(_draft, needle, name)]);
        return device;
    }

    private void AddSize(Device device, string property, decimal? millimetres)
    {
        if (Quantities.Of(_draft.Words, millimetres, "mm") is { } size)
            device.Property.Add(new() { Type = _draft.Fixed("needle-property", property), ValueQuantity = [size] });
    }

    private void AddKind(Device device, string property, CodeableConcept? kind)
    {
        if (kind is not null)
            device.Property.Add(new() { Type = _draft.Fixed("needle-property", property), ValueCode = [kind] });
    }
}
