using System.Runtime.InteropServices;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>What the FHIR SDK knows of R4's types, read once in a process.</summary>
internal static class SdkModel
{
    private static readonly Lazy<bool> Read = new(() =>
    {
        _ = ModelInfo.ModelInspector;
        GiveBack();
        return true;
    });

    /// <summary>Reads it, unless that was done.</summary>
    public static void Load() => _ = Read.Value;

    // The SDK writes every search parameter of R4 down in one static constructor. To compile that takes the runtime 50 MB from the C library, which
    // keeps them for ever as often as not: a fifth of what a busy adapter has in memory. Only glibc has the call.
    private static void GiveBack()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
        }
        catch (DllNotFoundException)
        {
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
