using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Free ports below those that the system gives to outgoing connections, and none of them twice.</summary>
internal static class Ports
{
    private static readonly HashSet<int> s_given = [];

    public static int Free()
    {
        lock (s_given)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                var port = System.Security.Cryptography.RandomNumberGenerator.GetInt32(20000, 32000);
                if (s_given.Contains(port) || !CanListen(port)) continue;
                s_given.Add(port);
                return port;
            }
        }
        throw new DistributedApplicationException("No free port was found between 20000 and 32000.");
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
