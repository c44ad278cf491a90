using System.Runtime.CompilerServices;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification;

namespace FhirAdapter.Records.Mapping;

/// <summary>What the FHIR SDK knows of R4's types.</summary>
/// <remarks>
/// The same as in the SDK's own <see cref="ModelInfo.ModelInspector"/>, read without its class: that writes every search parameter of R4 down in one
/// static constructor, which to compile takes 0.2 s and 50 MB, at the start of nearly every command.
/// </remarks>
internal static class SdkModel
{
    /// <summary>R4, read at first use; safe for many threads.</summary>
    public static ModelInspector R4 { get; } = Read();

    private static ModelInspector Read()
    {
        var inspector = new ModelInspector(FhirRelease.R4);
        SetVersion(inspector, "4.0.1");
        SetOpenTypes(inspector, OpenTypes.All);
        foreach (var assembly in new[] { typeof(Base).Assembly, typeof(CapabilityStatement).Assembly, typeof(Patient).Assembly })
        {
            foreach (var type in assembly.GetExportedTypes())
            {
                if (type.IsClass)
                    inspector.ImportType(type);
            }
        }

        return inspector;
    }

    // The SDK takes these two from its class alone; a test holds the whole to what it would have read there.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_FhirVersion")]
    private static extern void SetVersion(ModelInspector inspector, string version);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_OpenTypes")]
    private static extern void SetOpenTypes(ModelInspector inspector, Type[] types);
}
