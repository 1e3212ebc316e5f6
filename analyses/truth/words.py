"""Spanish words with one everyday meaning each, and that meaning in English.

Chosen so that no two meanings overlap: any other word's meaning is false.
"""

from __future__ import annotations

PAIRS = """
abeja bee, abogado lawyer, abrigo coat, abuela grandmother, aceite oil, acero steel, agua water, aguja needle,
ajedrez chess, ajo garlic, albañil bricklayer, aldea village, alfombra carpet, algodón cotton, almohada
pillow, amarillo yellow, amistad friendship, anillo ring, araña spider, árbol tree, ardilla squirrel, arena
sand, armario wardrobe, arroz rice, avispa wasp, ayer yesterday, azúcar sugar, azul blue, ballena whale, barba
beard, barco ship, basura rubbish, biblioteca library, boca mouth, bosque forest, botella bottle, brazo arm,
bruja witch, burro donkey, caballo horse, cabeza head, cabra goat, calle street, camarero waiter, caminar
walk, camisa shirt, cárcel prison, carne meat, carnicero butcher, cebolla onion, ceniza ash, cereza cherry,
cerdo pig, cerebro brain, cerveza beer, cielo sky, codo elbow, comer eat, conejo rabbit, corazón heart, correr
run, cuchara spoon, cuchillo knife, cuello neck, cuero leather, cumpleaños birthday, dedo finger, desierto
desert, diente tooth, dinero money, domingo Sunday, dormir sleep, enfermera nurse, escoba broom, escribir
write, espada sword, espejo mirror, estrella star, fábrica factory, falda skirt, fantasma ghost, fresa
strawberry, fuego fire, gato cat, gordo fat, guerra war, gusano worm, hacha axe, hambre hunger, harina flour,
hermano brother, hielo ice, hierro iron, hija daughter, hormiga ant, hueso bone, huevo egg, iglesia church,
invierno winter, jabón soap, jardín garden, jueves Thursday, juguete toy, ladrón thief, lápiz pencil, lavar
wash, leche milk, lechuga lettuce, libro book, llave key, llorar cry, lluvia rain, lobo wolf, luna moon,
maleta suitcase, manzana apple, mariposa butterfly, martillo hammer, mesa table, miel honey, montaña mountain,
mosca fly, naranja orange, nariz nose, nieve snow, niño boy, noche night, nube cloud, oso bear, oveja sheep,
pájaro bird, pan bread, panadero baker, pantalón trousers, paraguas umbrella, pared wall, pato duck, pelo
hair, pera pear, perro dog, pescador fisherman, piedra stone, pierna leg, playa beach, pobre poor, pollo
chicken, puente bridge, puerta door, queso cheese, rana frog, ratón mouse, reina queen, reloj clock, rey king,
río river, rodilla knee, rojo red, ropa clothes, sangre blood, semana week, serpiente snake, silla chair,
sombrero hat, sonrisa smile, techo roof, tijeras scissors, tío uncle, tiburón shark, tortuga turtle, trigo
wheat, vaca cow, ventana window, verano summer, verde green, viento wind, zanahoria carrot, zapato shoe
"""


def word_pairs() -> tuple[tuple[str, str], ...]:
    """Return the pairs (Spanish word, English meaning), each word and each meaning once."""
    spanish_and_english = (pair.split() for pair in PAIRS.replace("\n", " ").split(","))
    return tuple((spanish, english) for spanish, english in spanish_and_english)
