"""Py4J with two habits less: it neither repeats a command whose answer was lost nor logs what is raised anyway."""

import logging

from py4j.java_gateway import GatewayClient, GatewayParameters, JavaGateway
from py4j.protocol import Py4JAuthenticationError, Py4JError, Py4JJavaError, Py4JNetworkError, is_fatal_error

__all__ = ["Py4JAuthenticationError", "Py4JError", "Py4JJavaError", "Py4JNetworkError", "connect"]


class _Once(GatewayClient):
    """Sends each command once: an environment must not take a step twice."""

    def send_command(self, command, retry=True, binary=False):
        connection = self._get_connection()
        try:
            answer = connection.send_command(command)
        except BaseException:  # also an interrupt, which leaves an answer on its way
            connection.close()
            raise
        if is_fatal_error(answer):
            connection.close()
        else:
            self._give_back_connection(connection)
        return answer


class _Gateway(JavaGateway):
    def _create_gateway_client(self):
        return _Once(gateway_parameters=self.gateway_parameters)


def connect(port: int, token: str) -> JavaGateway:
    """A connection to the gateway in Java, one more for each thread that needs one at the same time."""
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    return _Gateway(
        gateway_parameters=GatewayParameters(
            port=port,
            auth_token=token,
            enable_memory_management=False,  # it would speak to the JVM at times of its own, after a fork even
        )
    )
